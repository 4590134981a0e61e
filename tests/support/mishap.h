#pragma once

#include <span>
#include <string>
#include <string_view>

#include "signature/explain.h"
#include "signature/keys.h"
#include "signature/scheme.h"
#include "signature/sign.h"
#include "webhook/request.h"

namespace hookctl::test {

/// A delivery that goes wrong: how the sender signs, what arrives, and how the receiver checks it.
struct Mishap {
  signature::Scheme sender;
  signature::Keys sender_keys;
  Request sent;
  signature::Stamp stamp;
  signature::Scheme scheme;  // the receiver's
  signature::Keys keys;
  Request received;
};

/// Everything right: sender and receiver agree, and nothing was signed yet.
Mishap delivery_under(const signature::Scheme& scheme);

/// Signs what is sent; it arrives as it is.
void deliver(Mishap& mishap);

/// What the search says of it: `body: final newline removed`, or `nothing found`.
signature::Explanation explain_mishap(const Mishap& mishap, const signature::Suspects& suspects = {});
std::string told(const signature::Explanation& explanation);

/// The value of the header that carries its signature, as it arrived.
std::string value_of(const Mishap& mishap);
void set_value(Request& request, std::string_view header, std::string value);

crypto::Secret secret(std::string_view text);

/// A kind of signature, by a scheme of the catalogue.
struct Family {
  std::string_view name;
  const signature::Scheme& scheme;
};

/// The body alone, then with id and time in headers, a list, fields, Slack's text, the URL.
std::span<const Family> families();

/// The secret both sides share in `delivery_under`, and the time of the delivery.
inline constexpr std::string_view shared_secret = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3";
inline constexpr Instant delivery_time{Seconds{1'760'000'000}};

}  // namespace hookctl::test
