#include "flow/live_secret.h"

#include <algorithm>
#include <array>

namespace hookctl::flow {
namespace {

constexpr std::string_view word = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-";
constexpr std::string_view upper = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
constexpr std::string_view base64 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz+/=";

/// How a kind of key begins, and of what and how many characters its rest is at least.
struct Form {
  std::string_view start;
  std::string_view rest;
  std::size_t least;
  std::string_view whose;
};

constexpr std::array forms{
    Form{"sk_live_", word, 16, "a live key of Stripe"},
    Form{"rk_live_", word, 16, "a live key of Stripe"},
    Form{"whsec_", base64, 24, "a secret of webhooks"},
    Form{"whsk_", base64, 24, "a private key of webhooks"},
    Form{"sk-ant-", word, 20, "a key of Anthropic"},
    Form{"sk-proj-", word, 20, "a key of OpenAI"},
    Form{"sk-", word, 32, "a key of an API"},
    Form{"ghp_", word, 36, "a token of GitHub"},
    Form{"gho_", word, 36, "a token of GitHub"},
    Form{"ghs_", word, 36, "a token of GitHub"},
    Form{"github_pat_", word, 30, "a token of GitHub"},
    Form{"glpat-", word, 20, "a token of GitLab"},
    Form{"xoxb-", word, 20, "a token of Slack"},
    Form{"xoxp-", word, 20, "a token of Slack"},
    Form{"xapp-", word, 20, "a token of Slack"},
    Form{"AKIA", upper, 16, "a key of AWS"},
    Form{"ASIA", upper, 16, "a key of AWS"},
    Form{"AIza", word, 35, "a key of Google"},
    Form{"SG.", word, 20, "a key of SendGrid"},
    Form{"hf_", word, 30, "a token of Hugging Face"},
    Form{"r8_", word, 30, "a token of Replicate"},
    Form{"shpat_", word, 32, "a token of Shopify"},
    Form{"sq0atp-", word, 20, "a token of Square"},
    Form{"Bearer ", word, 16, "a bearer token"},
    Form{"PRIVATE KEY-----", "\\nr\n\r", 1, "a private key"},
};

bool holds(ByteView text, const Form& form) {
  for (auto at = text.find(form.start); at != text.npos; at = text.find(form.start, at + 1)) {
    // A start in the middle of a word is none: `task-…`.
    const bool begins = at == 0 || word.find(text[at - 1]) == word.npos || form.start.front() == 'P';
    const auto rest = text.substr(at + form.start.size());
    if (begins && std::min(rest.find_first_not_of(form.rest), rest.size()) >= form.least) return true;
  }
  return false;
}

}  // namespace

std::optional<std::string_view> live_secret_in(ByteView text) {
  const auto found = std::find_if(forms.begin(), forms.end(), [&](const Form& form) { return holds(text, form); });
  return found == forms.end() ? std::nullopt : std::optional(found->whose);
}

}  // namespace hookctl::flow
