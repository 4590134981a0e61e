#include "signature/explain_search.h"

#include <fmt/format.h>

#include <algorithm>

#include "signature/explain_body.h"
#include "signature/explain_secret.h"
#include "signature/explain_signature.h"
#include "signature/explain_url.h"
#include "signature/input.h"
#include "signature/received.h"
#include "signature/rounded_number.h"
#include "signature/url.h"
#include "signature/verify.h"

namespace hookctl::signature {
namespace {

constexpr std::size_t most_verifications = 1'000;  // of key pairs: 70 µs each

std::vector<std::size_t> sizes_of(const std::vector<Form<Bytes>>& received) {
  std::vector<std::size_t> sizes;
  for (const auto& form : received) sizes.push_back(form.value.size());
  return sizes;
}

bool signs_url(const Wording& wording) { return wording.input.find("{url}") != wording.input.npos; }

/// The public keys as somebody might have keyed an HMAC with them.
void add_public_keys(const std::vector<crypto::PublicKey>& keys, std::vector<Form<crypto::Secret>>& secrets) {
  for (const auto& key : keys) {
    auto raw = key.raw();
    if (!raw.empty()) secrets.push_back({{}, crypto::Secret(std::move(raw))});
  }
}

}  // namespace

Search::Search(const Scheme& scheme, const Keys& keys, std::span<const crypto::Secret> others, const Request& request,
               Instant now, const Bound& bound)
    : scheme_(scheme),
      keys_(keys),
      request_(request),
      now_(now),
      bound_(bound),
      end_(bound.clock.now() + bound.budget),
      probe_(request),
      url_(url_of(request)),
      public_keys_(keys.public_keys) {
  if (public_keys_.empty() && keys.private_key) public_keys_.push_back(keys.private_key->public_key());
  const Source source(request);
  const bool token = row_of(scheme.algorithm).family == Family::token;
  received_ = token ? received_tokens(scheme, source) : received_forms(scheme, source);
  secrets_ = token ? token_forms(keys, others) : key_forms(scheme, keys, others);
  if (is_asymmetric(scheme.algorithm)) add_public_keys(public_keys_, secrets_);
  hashings_ = hashings(scheme, sizes_of(received_));
  wordings_ = wordings(scheme, source);
  wordings_.front().value.input = input_without_secret(scheme);
  if (!url_.empty()) urls_ = url_changes(request, url_);
}

bool Search::goes_on() const { return !genuine_ && !bound_.stop.stop_requested() && bound_.clock.now() < end_; }

void Search::offer(const Change& change) {
  if (change.steps == 0) genuine_ = true;
  if (change.steps == 0 || change.steps > 2) return;
  if (!found_ || is_smaller(change, *found_)) found_ = change;
}

Message Search::message_of(const Change& change, const Wording& wording) {
  auto scheme = scheme_;
  scheme.input = wording.input;
  const Source source(probe_);
  const auto secret = keys_.secrets.empty() ? ByteView{} : keys_.secrets.front().expose();
  auto texts = signed_forms(scheme, {.source = source,
                                     .id = wording.id,
                                     .timestamp = wording.timestamp,
                                     .secret = secret,
                                     .webhook_id = keys_.webhook_id});
  return {change, texts ? *std::move(texts) : std::vector<Bytes>{}};
}

bool Search::judge_with(const Message& message, const Form<crypto::Secret>& key, const Form<Hashing>& hashing) {
  const auto change = both(both(key.change, message.change), hashing.change);
  for (const auto& text : message.texts) {
    ++hypotheses_;
    const auto signature = computed(hashing.value, key.value, text);
    for (const auto& received : received_) {
      if (const auto match = match_of(signature, received)) offer(both(change, *match));
    }
  }
  return goes_on();
}

bool Search::judge_with_key_pair(const Message& message) {
  const auto own = row_of(scheme_.algorithm);
  const bool key_pair = is_asymmetric(scheme_.algorithm);
  const Change other{Class::algorithm, fmt::format("Ed25519 instead of {}", own.name),
                     "The sender signs with a key pair; verify with its public key and the scheme that takes one", 1,
                     2};
  for (const auto& received : received_) {
    for (const auto& text : message.texts) {
      for (const auto& key : public_keys_) {
        const auto signing = key_pair ? own.signing : crypto::Signing::ed25519;
        if (!key.fits(signing) || (!key_pair && received.value.size() != 64)) continue;
        if (++verifications_ > most_verifications) return false;
        ++hypotheses_;
        if (!key.verify(signing, text, received.value)) continue;
        offer(both(both(message.change, received.change), key_pair ? Change{} : other));
      }
    }
  }
  return goes_on();
}

bool Search::judge_jwt(const Message& message) {
  if (++verifications_ > most_verifications) return false;
  ++hypotheses_;
  if (is_right(verify(scheme_, keys_, probe_, now_))) offer(message.change);
  return goes_on();
}

bool Search::judge(const Message& message) {
  const auto family = row_of(scheme_.algorithm).family;
  if (family == Family::jwt) return judge_jwt(message);
  if (!public_keys_.empty() && !judge_with_key_pair(message)) return false;
  for (const auto& hashing : hashings_) {
    for (const auto& key : secrets_) {
      const bool single = key.change.steps + hashing.change.steps + message.change.steps <= 1;
      if (single && !judge_with(message, key, hashing)) return false;
    }
  }
  return goes_on();
}

void Search::each_single_message(const std::function<bool(Message)>& visit) {
  const auto& base = wordings_.front().value;
  if (!visit(message_of({}, base)) || row_of(scheme_.algorithm).family == Family::token) return;
  bool on = true;
  each_body_form(request_, [&](Form<Bytes> form) {
    probe_.body = std::move(form.value);
    return on = visit(message_of(form.change, base));
  });
  probe_.body = request_.body;
  for (std::size_t i = 1; on && i < wordings_.size(); ++i) {
    on = visit(message_of(wordings_[i].change, wordings_[i].value));
  }
  if (!signs_url(base)) return;
  for (std::size_t i = 0; on && i < urls_.size(); ++i) {
    probe_.url = urls_[i].value;
    on = visit(message_of(urls_[i].change, base));
  }
  probe_.url = request_.url;
}

void Search::try_single_changes() {
  const bool keep = request_.body.size() <= largest_for_pairs;
  each_single_message([&](Message message) {
    ++tried_[static_cast<std::size_t>(message.change.kind)];
    const bool on = judge(message);
    if (keep || message.change.steps == 0) singles_.push_back(std::move(message));
    return on;
  });
  if (keep && goes_on()) try_rounded_numbers();
}

/// They are many and never combined with another change.
void Search::try_rounded_numbers() {
  each_unrounded_form(request_.body, [&](Form<Bytes> form) {
    probe_.body = std::move(form.value);
    ++tried_[static_cast<std::size_t>(Class::body)];
    return judge(message_of(form.change, wordings_.front().value));
  });
  probe_.body = request_.body;
}

bool Search::judge_all_pairs_of(const Message& message) {
  for (const auto& hashing : hashings_) {
    for (const auto& key : secrets_) {
      const auto steps = key.change.steps + hashing.change.steps + message.change.steps;
      if (steps == 2 && !judge_with(message, key, hashing)) return false;
    }
  }
  return true;
}

void Search::try_pairs() {
  const auto family = row_of(scheme_.algorithm).family;
  if (!goes_on() || family == Family::jwt || request_.body.size() > largest_for_pairs) return;
  for (const auto& message : singles_) {
    if (!judge_all_pairs_of(message)) return;
  }
  if (is_asymmetric(scheme_.algorithm) || family == Family::token) return;
  if (try_two_in_body() && try_body_and_input()) try_two_in_url();
}

bool Search::try_two_in_body() {
  bool on = true;
  each_body_pair(request_.body, [&](Form<Bytes> form) {
    probe_.body = std::move(form.value);
    return on = judge_all_pairs_of(message_of(form.change, wordings_.front().value));
  });
  probe_.body = request_.body;
  return on;
}

bool Search::try_body_and_input() {
  const auto& base = wordings_.front().value;
  bool on = true;
  each_body_form(request_, [&](Form<Bytes> form) {
    probe_.body = std::move(form.value);
    for (std::size_t i = 1; on && i < wordings_.size(); ++i) {
      on = judge_all_pairs_of(message_of(both(form.change, wordings_[i].change), wordings_[i].value));
    }
    for (std::size_t i = 0; on && signs_url(base) && i < urls_.size(); ++i) {
      probe_.url = urls_[i].value;
      on = judge_all_pairs_of(message_of(both(form.change, urls_[i].change), base));
    }
    probe_.url = request_.url;
    return on;
  });
  probe_.body = request_.body;
  return on;
}

void Search::try_two_in_url() {
  const auto& base = wordings_.front().value;
  for (const auto& first : urls_) {
    probe_.url = first.value;
    for (const auto& wording : wordings_) {
      if (wording.change.steps == 0 || !signs_url(wording.value)) continue;
      if (!judge_all_pairs_of(message_of(both(first.change, wording.change), wording.value))) return;
    }
    if (!signs_url(base)) continue;
    for (const auto& second : url_changes(request_, first.value)) {
      probe_.url = second.value;
      if (!judge_all_pairs_of(message_of(both(first.change, second.change), base))) return;
    }
  }
}

Bytes Search::expected() const {
  if (secrets_.empty() || hashings_.empty() || singles_.empty()) return {};
  if (secrets_.front().change.steps > 0 || hashings_.front().change.steps > 0) return {};
  if (singles_.front().texts.empty()) return {};
  return computed(hashings_.front().value, secrets_.front().value, singles_.front().texts.front());
}

}  // namespace hookctl::signature
