#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "crypto/digest.h"
#include "signature/carried.h"
#include "signature/input.h"
#include "signature/keys.h"
#include "signature/scheme.h"
#include "webhook/request.h"

namespace hookctl::signature {

/// Signs many requests by one scheme, with keys that are made ready once. The scheme and the keys outlive it.
class Signer {
 public:
  /// Layouts with room for several signatures sign with every secret, the others with the first. Fails when the key
  /// material is missing or unusable.
  static Result<Signer> of(const Scheme& scheme, const Keys& keys);

  const Scheme& scheme() const { return scheme_; }
  /// Whether everything that carries a signature is a header, so that a body and a URL stay as they are.
  bool writes_headers_alone() const;

  /// Everything that carries a signature of the request: the scheme's version, id, timestamp and at last the signature,
  /// as far as the scheme has them. A body's hash that belongs into the URL is signed as if it were there. Fails when
  /// something that is signed is missing, or an id holds a `.` where `.` separates the signed parts.
  Result<std::vector<Carried>> sign(const Request& request, const Stamp& stamp);

  /// The request with its signature headers, or members of its body, replaced by fresh ones, and the body's hash in its
  /// URL where the scheme wants it there.
  Result<Request> signed_request(Request request, const Stamp& stamp);

 private:
  /// The key bytes of a secret and, where the scheme takes an HMAC, one that is keyed with them.
  struct Ready {
    crypto::Secret key;
    std::optional<crypto::Hmac> hmac;
  };

  Signer(const Scheme& scheme, const Keys& keys, InputParts input);

  Result<void> prepare();
  /// The value of the signature header: `v1,… v1,…`, `t=…,v1=…`, `sha256=…`.
  Result<std::string> header_value(const Request& request, const std::vector<Carried>& carried, const Stamp& stamp);
  Result<std::string> header_value(const Request& stamped, const Stamp& stamp);
  Result<void> append_mac(std::string& value, crypto::Hmac& hmac, const Filling& filling) const;
  /// Adds a signature that takes its input whole: a plain hash, or one by the private key.
  Result<void> append_whole(std::string& value, const Filling& filling) const;

  const Scheme& scheme_;
  const Keys& keys_;
  InputParts input_;
  bool signs_url_;
  bool signs_as_given_;  // nothing that is signed changes when the delivery is stamped
  std::vector<Ready> ready_ = {};
};

/// Signs a single request; as `Signer` does.
Result<std::vector<Carried>> sign(const Scheme& scheme, const Keys& keys, const Request& request, const Stamp& stamp);
Result<Request> signed_request(const Scheme& scheme, const Keys& keys, Request request, const Stamp& stamp);

/// The bytes that such a signature is of.
Result<Bytes> input_to_sign(const Scheme& scheme, const Keys& keys, const Request& request, const Stamp& stamp);

}  // namespace hookctl::signature
