#include "signature/explain.h"

#include <array>

#include "signature/explain_search.h"
#include "signature/explain_time.h"
#include "signature/mac.h"

namespace hookctl::signature {
namespace {

struct RuledOut {
  Class kind;
  std::string_view text;
};

constexpr std::array everything{
    RuledOut{Class::secret, "white space, quotes, a prefix or another decoding of the secret"},
    RuledOut{Class::body, "a body written anew, re-encoded or with other line ends"},
    RuledOut{Class::input, "another order, separator, timestamp or id in the signed text"},
    RuledOut{Class::url, "another spelling of the URL"},
    RuledOut{Class::signature, "another encoding, prefix or entry of the signature"},
    RuledOut{Class::algorithm, "another algorithm"},
    RuledOut{Class::scheme, "another provider's scheme"},
};

std::vector<std::string> ruled_out(const Scheme& scheme, const Search& search) {
  const auto family = row_of(scheme.algorithm).family;
  const bool key_pair = is_asymmetric(scheme.algorithm);
  std::vector<std::string> texts;
  for (const auto& [kind, text] : everything) {
    const bool by_message = kind == Class::body || kind == Class::input || kind == Class::url || kind == Class::scheme;
    const bool skipped = (by_message && search.changes_to(kind) == 0) || (kind == Class::secret && key_pair) ||
                         (kind == Class::algorithm && family == Family::token);
    if (!skipped) texts.emplace_back(text);
  }
  return texts;
}

}  // namespace

Explanation explain(const Scheme& scheme, const Keys& keys, const Suspects& suspects, const Request& request,
                    Instant now, const Bound& bound) {
  const auto start = bound.clock.now();
  Search search(scheme, keys, suspects.secrets, request, now, bound);
  search.try_single_changes();
  if (!search.is_genuine()) search.try_schemes(suspects.schemes);
  if (!search.is_genuine() && !search.found()) search.try_pairs();

  Explanation explanation{.hypotheses = search.hypotheses(),
                          .received = encoded(scheme.encoding, search.received()),
                          .expected = encoded(scheme.encoding, search.expected())};
  if (search.is_genuine()) {
    explanation.cause = explain_time(scheme, timestamp_of(scheme, Source(request)), now);
  } else if (const auto& found = search.found()) {
    explanation.cause = Cause{found->kind, found->name, found->advice};
    explanation.first_difference = found->difference;
  } else {
    explanation.ruled_out = ruled_out(scheme, search);
  }
  explanation.took = bound.clock.now() - start;
  return explanation;
}

}  // namespace hookctl::signature
