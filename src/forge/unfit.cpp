#include "forge/unfit.h"

#include <fmt/format.h>

#include <algorithm>

#include "forge/seal.h"

namespace hookctl::forge::unfit {
namespace {

using signature::Encoding;
using signature::Family;
using signature::Layout;
using signature::TimeUnit;

Family family_of(const Genuine& genuine) { return signature::row_of(genuine.scheme.algorithm).family; }

bool has_time(const signature::Scheme& scheme) { return !scheme.timestamp.empty() || !scheme.timestamp_field.empty(); }

/// The reason, which begins with the provider's name, unless all is well.
std::string reason(bool fits, const Genuine& genuine, std::string_view says) {
  return fits ? "" : fmt::format("{} {}", genuine.provider.name, says);
}

bool is_version(std::string_view label) {
  return label.size() >= 2 && (label[0] == 'v' || label[0] == 'h') && label[1] >= '0' && label[1] <= '9';
}

}  // namespace

std::string never(const Genuine&) { return {}; }

std::string unless_secret(const Genuine& genuine) {
  if (family_of(genuine) == Family::token) return unless_signature(genuine);
  return reason(!signature::is_asymmetric(genuine.scheme.algorithm), genuine,
                "signs with a key pair, not with a shared secret");
}

std::string unless_key_pair(const Genuine& genuine) {
  return reason(signature::is_asymmetric(genuine.scheme.algorithm), genuine, "has no public key to confuse");
}

std::string unless_ed25519(const Genuine& genuine) {
  return reason(genuine.scheme.algorithm == signature::Algorithm::ed25519, genuine, "does not sign with Ed25519");
}

std::string unless_signature(const Genuine& genuine) {
  return reason(family_of(genuine) != Family::token, genuine, "signs nothing: its token is all that can be checked");
}

std::string unless_encoded(const Genuine& genuine) {
  if (auto nothing = unless_signature(genuine); !nothing.empty()) return nothing;
  return reason(family_of(genuine) != Family::jwt, genuine, "sends a JWT, which has one encoding");
}

std::string unless_hex(const Genuine& genuine) {
  if (auto other = unless_encoded(genuine); !other.empty()) return other;
  return reason(genuine.scheme.encoding == Encoding::hex, genuine, "does not write its signature in hex");
}

std::string unless_in_header(const Genuine& genuine) {
  return reason(!genuine.scheme.signature.header.empty(), genuine, "has its signature in the body, not in a header");
}

std::string unless_time_signed(const Genuine& genuine) {
  if (signature::signs_time(genuine.scheme)) return {};
  if (has_time(genuine.scheme)) {
    return reason(false, genuine,
                  "sends a timestamp and does not sign it: a replayed body cannot be told from a new one");
  }
  return reason(false, genuine, "signs no timestamp: a replayed body cannot be told from a new one");
}

std::string unless_time_in_place(const Genuine& genuine) {
  const bool is_jwt = family_of(genuine) == Family::jwt;
  if (!has_time(genuine.scheme) && !is_jwt) return reason(false, genuine, "sends no timestamp");
  return reason(genuine.scheme.timestamp_field.empty(), genuine,
                "has its timestamp among the fields of its signature: see fields-no-t");
}

std::string unless_time_in_header(const Genuine& genuine) {
  return reason(!genuine.scheme.timestamp.header.empty(), genuine, "has no header for a timestamp");
}

std::string unless_seconds(const Genuine& genuine) {
  if (auto unsigned_time = unless_time_signed(genuine); !unsigned_time.empty()) return unsigned_time;
  return reason(genuine.scheme.unit == TimeUnit::seconds, genuine, "does not write its time in seconds");
}

std::string unless_too_old(const Genuine& genuine) {
  if (auto unsigned_time = unless_time_signed(genuine); !unsigned_time.empty()) return unsigned_time;
  return reason(genuine.scheme.tolerance.past.has_value(), genuine, "allows any age");
}

std::string unless_too_new(const Genuine& genuine) {
  if (auto unsigned_time = unless_time_signed(genuine); !unsigned_time.empty()) return unsigned_time;
  return reason(genuine.scheme.tolerance.future.has_value(), genuine, "refuses no time in the future");
}

std::string unless_id(const Genuine& genuine) {
  return reason(!genuine.scheme.id.empty(), genuine, "has no event id beside the body");
}

std::string unless_id_in_header(const Genuine& genuine) {
  return reason(!genuine.scheme.id.header.empty(), genuine, "has no header for an event id");
}

std::string unless_id_signed(const Genuine& genuine) {
  if (auto none = unless_id(genuine); !none.empty()) return none;
  return reason(genuine.scheme.input.find("{id}") != std::string_view::npos, genuine,
                "does not sign the event id in its header");
}

std::string unless_prefix(const Genuine& genuine) {
  return reason(!label_of(genuine.scheme).empty(), genuine, "writes its signature without a prefix");
}

std::string unless_version(const Genuine& genuine) {
  return reason(is_version(label_of(genuine.scheme)), genuine, "names no version before its signature");
}

std::string unless_word(const Genuine& genuine) {
  const auto label = label_of(genuine.scheme);
  return reason(!label.empty() && !is_version(label), genuine, "has no word before its signature");
}

std::string unless_list(const Genuine& genuine) {
  return reason(genuine.scheme.layout != Layout::single, genuine, "sends one signature only");
}

std::string unless_spaced_list(const Genuine& genuine) {
  return reason(genuine.scheme.layout == Layout::list, genuine, "sends no list of signatures");
}

std::string unless_fields(const Genuine& genuine) {
  return reason(genuine.scheme.layout == Layout::fields, genuine, "has no named fields in its signature header");
}

std::string unless_time_field(const Genuine& genuine) {
  return reason(!genuine.scheme.timestamp_field.empty(), genuine, "has no timestamp in its signature header");
}

std::string unless_standard(const Genuine& genuine) {
  return reason(genuine.scheme.prefix == "v1," || genuine.scheme.prefix == "v1a,", genuine,
                "does not sign as Standard Webhooks do");
}

std::string unless_form(const Genuine& genuine) {
  return reason(genuine.scheme.input.find("{form}") != std::string_view::npos, genuine, "signs no form");
}

std::string unless_other_secret(const Genuine& genuine) {
  if (auto none = unless_secret(genuine); !none.empty()) return none;
  return genuine.keys.secrets.size() > 1 ? "" : "one secret is given, not a second";
}

std::string unless_old_secret(const Genuine& genuine) {
  if (auto none = unless_secret(genuine); !none.empty()) return none;
  return genuine.old_secret ? "" : "no secret is given that was valid once";
}

}  // namespace hookctl::forge::unfit
