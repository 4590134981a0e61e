#pragma once

#include <string>

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

/// The secret both sides share in `delivery_under`, and the time of the delivery.
inline constexpr std::string_view shared_secret = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3";
inline constexpr Instant delivery_time{Seconds{1'760'000'000}};

}  // namespace hookctl::test
