#include "signature/sign.h"

#include <fmt/format.h>

#include "crypto/digest.h"
#include "crypto/encoding.h"
#include "signature/input.h"

namespace hookctl::signature {
namespace {

std::string encoded(Encoding encoding, ByteView signature) {
  return encoding == Encoding::hex ? crypto::to_hex(signature) : crypto::to_base64(signature);
}

Result<std::string> hmac_value(const Scheme& scheme, const Keys& keys, ByteView input) {
  std::string value;
  for (const auto& secret : keys.secrets) {
    const auto key = key_of(scheme.key, secret);
    if (!key) return key.error();
    if (!value.empty()) value += ' ';
    value += scheme.prefix;
    value += encoded(scheme.encoding, crypto::hmac(crypto::Digest::sha256, *key, input));
    if (scheme.layout == Layout::single) break;
  }
  if (value.empty()) return Error{"no secret to sign with", "give it with --secret-env VAR or --secret-file FILE"};
  return value;
}

Result<std::string> signature_value(const Scheme& scheme, const Keys& keys, ByteView input) {
  switch (scheme.algorithm) {
    case Algorithm::hmac_sha256:
      return hmac_value(scheme, keys, input);
    case Algorithm::ed25519:
      if (!keys.private_key) return Error{"no private key to sign with", "give it with --private-key KEY or @FILE"};
      return std::string(scheme.prefix) + encoded(scheme.encoding, keys.private_key->sign(input));
    case Algorithm::token:
      if (keys.secrets.empty())
        return Error{"no secret to send", "give it with --secret-env VAR or --secret-file FILE"};
      return std::string(keys.secrets.front().expose());
  }
  return Error{"unknown algorithm", {}, Fault::internal};
}

Result<void> check_id(const Scheme& scheme, std::string_view id) {
  if (scheme.id_header.empty()) return {};
  if (id.empty()) return Error{"the scheme signs an event id, and none is given", "give it with --id ID"};
  if (scheme.input.starts_with("{id}.") && id.find('.') != id.npos) {
    return Error{fmt::format("the id '{}' holds a '.', which separates the signed parts", id), "use an id without '.'"};
  }
  return {};
}

}  // namespace

Result<Headers> sign(const Scheme& scheme, const Keys& keys, const Request& request, const Stamp& stamp) {
  if (const auto ok = check_id(scheme, stamp.id); !ok) return ok.error();
  const auto input = signed_bytes(scheme, stamp.id, stamp.timestamp, request);
  if (!input) return input.error();
  auto value = signature_value(scheme, keys, *input);
  if (!value) return value.error();
  Headers headers;
  if (!scheme.id_header.empty()) headers.add(std::string(scheme.id_header), stamp.id);
  if (!scheme.timestamp_header.empty()) headers.add(std::string(scheme.timestamp_header), stamp.timestamp);
  headers.add(std::string(scheme.signature_header), *std::move(value));
  return headers;
}

Result<Request> signed_request(const Scheme& scheme, const Keys& keys, Request request, const Stamp& stamp) {
  const auto headers = sign(scheme, keys, request, stamp);
  if (!headers) return headers.error();
  for (const auto& [name, value] : *headers) request.headers.set(name, value);
  return request;
}

}  // namespace hookctl::signature
