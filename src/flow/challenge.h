#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "base/json_document.h"
#include "flow/keyring.h"
#include "signature/verdict.h"
#include "webhook/request.h"

namespace hookctl::flow {

/// A request that may test the endpoint, and what there is to answer it with.
struct Asked {
  const Request& request;
  const std::optional<json::Document>& body;  // where it is JSON
  const signature::Keys& keys;
  std::string_view verify_token;  // agreed with Meta; empty where none was given

  /// A parameter of the request's URL, decoded; empty where it is missing.
  std::string parameter(std::string_view name) const;
  /// A text member of the body; empty where it is missing.
  std::string member(std::string_view pointer) const;
};

/// The answer to a handshake, or why there is none.
using ChallengeAnswer = std::variant<Response, std::string>;

/// Whether a provider signs its handshake.
enum class Proof { unsigned_request, signed_request };

/// One way in which a provider tests a new endpoint, as data.
struct Challenge {
  std::string_view name;  // the provider: `slack`
  Proof proof;
  bool (*matches)(const Asked& asked);
  ChallengeAnswer (*answer)(const Asked& asked);
};

/// Every handshake hookctl can answer.
std::span<const Challenge> challenges();

/// A handshake that was recognised, and what to say to it.
struct Met {
  std::string_view name;
  ChallengeAnswer answer;
};

/// Recognises a handshake and answers it; nothing when the request is none. `body` is the request's, where it is JSON.
/// One that its provider signs is answered 401 when keys are given and it did not verify.
std::optional<Met> meet_challenge(const Request& request, const std::optional<json::Document>& body,
                                  const signature::Verdict& verdict, const Keyring& keys,
                                  std::string_view verify_token);

}  // namespace hookctl::flow
