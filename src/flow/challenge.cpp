#include "flow/challenge.h"

#include <fmt/format.h>

#include <array>

#include "base/text.h"
#include "crypto/digest.h"
#include "crypto/encoding.h"
#include "signature/url.h"

namespace hookctl::flow {
namespace {

/// Handshakes are small; a request with a larger body is none.
constexpr std::size_t max_body = 4096;

Response plain(std::string text) {
  return {.headers = {{"Content-Type", "text/plain; charset=utf-8"}, {"X-Content-Type-Options", "nosniff"}},
          .body = std::move(text)};
}

Response json_response(std::string body) {
  return {.headers = {{"Content-Type", "application/json"}}, .body = std::move(body)};
}

std::string quoted(std::string_view text) {
  std::string out;
  json::append_string(out, text);
  return out;
}

/// Tokens are words of random characters. Anything else might be the bytes of a delivery, and an answer would sign it
/// for whoever asks: `v0:{ts}:{body}` for Zoom, a JSON body for X.
bool is_safe_to_sign(std::string_view token) {
  constexpr std::string_view allowed = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=+/";
  return !token.empty() && token.find_first_not_of(allowed) == token.npos;
}

struct Proven {
  Bytes mac = {};
  std::string refusal = {};  // why none is made
};

/// The HMAC-SHA256 of a provider's token.
Proven proof_of(const Asked& asked, std::string_view token) {
  if (asked.keys.secrets.empty()) return {.refusal = "the answer needs the secret, and none is given"};
  if (!is_safe_to_sign(token)) return {.refusal = "what it asks to sign is no token but could be a delivery"};
  return {.mac = crypto::hmac(crypto::Digest::sha256, asked.keys.secrets.front(), token)};
}

ChallengeAnswer answer_slack(const Asked& asked) { return plain(asked.member("/challenge")); }

ChallengeAnswer answer_meta(const Asked& asked) {
  if (asked.verify_token.empty())
    return std::string("the answer needs the token agreed on; give it with --verify-token");
  if (!crypto::equal(asked.parameter("hub.verify_token"), asked.verify_token)) return Response{.status = 403};
  return plain(asked.parameter("hub.challenge"));
}

ChallengeAnswer answer_zoom(const Asked& asked) {
  const auto token = asked.member("/payload/plainToken");
  const auto proof = proof_of(asked, token);
  if (!proof.refusal.empty()) return proof.refusal;
  return json_response(
      fmt::format(R"({{"plainToken":{},"encryptedToken":"{}"}})", quoted(token), crypto::to_hex(proof.mac)));
}

ChallengeAnswer answer_x(const Asked& asked) {
  const auto proof = proof_of(asked, asked.parameter("crc_token"));
  if (!proof.refusal.empty()) return proof.refusal;
  return json_response(fmt::format(R"({{"response_token":"sha256={}"}})", crypto::to_base64(proof.mac)));
}

ChallengeAnswer answer_dropbox(const Asked& asked) { return plain(asked.parameter("challenge")); }

ChallengeAnswer answer_microsoft(const Asked& asked) { return plain(asked.parameter("validationToken")); }

bool is_discord_interaction_ping(const Asked& asked) {
  return asked.member("/type") == "1" && !asked.body->find("/event");
}

bool is_discord(const Asked& asked) {
  if (asked.request.headers.count("X-Signature-Ed25519") == 0) return false;
  return asked.member("/type") == "0" || is_discord_interaction_ping(asked);
}

ChallengeAnswer answer_discord(const Asked& asked) {
  return is_discord_interaction_ping(asked) ? json_response(R"({"type":1})") : Response{.status = 204};
}

constexpr std::array table{
    Challenge{"slack", Proof::signed_request,
              [](const Asked& asked) {
                return asked.member("/type") == "url_verification" && !asked.member("/challenge").empty();
              },
              answer_slack},
    Challenge{"zoom", Proof::signed_request,
              [](const Asked& asked) { return asked.member("/event") == "endpoint.url_validation"; }, answer_zoom},
    Challenge{"discord", Proof::signed_request, is_discord, answer_discord},
    Challenge{
        "meta", Proof::unsigned_request,
        [](const Asked& asked) { return asked.request.method == "GET" && asked.parameter("hub.mode") == "subscribe"; },
        answer_meta},
    Challenge{"x", Proof::unsigned_request,
              [](const Asked& asked) { return asked.request.method == "GET" && !asked.parameter("crc_token").empty(); },
              answer_x},
    Challenge{"dropbox", Proof::unsigned_request,
              [](const Asked& asked) { return asked.request.method == "GET" && !asked.parameter("challenge").empty(); },
              answer_dropbox},
    Challenge{"microsoft", Proof::unsigned_request,
              [](const Asked& asked) { return !asked.parameter("validationToken").empty(); }, answer_microsoft},
};

/// `a%2Bb` → `a+b`.
std::string percent_decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto pair = text.substr(i + 1 < text.size() ? i + 1 : i, 2);
    if (text[i] == '%' && pair.size() == 2 && hex_value(pair[0]) >= 0 && hex_value(pair[1]) >= 0) {
      out += static_cast<char>(hex_value(pair[0]) << 4 | hex_value(pair[1]));
      i += 2;
    } else {
      out += text[i] == '+' ? ' ' : text[i];
    }
  }
  return out;
}

}  // namespace

std::string Asked::parameter(std::string_view name) const {
  return percent_decoded(signature::query_parameter(request.target, name));
}

std::string Asked::member(std::string_view pointer) const {
  const auto found = body ? body->find(pointer) : std::nullopt;
  const bool scalar = found && (found->kind == json::Kind::string || found->kind == json::Kind::number);
  return scalar ? json::text_of(*found) : std::string{};
}

std::span<const Challenge> challenges() { return table; }

std::optional<Met> meet_challenge(const Request& request, const std::optional<json::Document>& body,
                                  const signature::Verdict& verdict, const Keyring& keys,
                                  std::string_view verify_token) {
  if (request.body.size() > max_body) return std::nullopt;
  const auto* const known = verdict.provider.empty() ? nullptr : &keys.of(verdict.provider);
  for (const auto& challenge : table) {
    const auto& own = known ? *known : keys.of(challenge.name);
    const Asked asked{request, body, own, verify_token};
    if (!challenge.matches(asked)) continue;
    const bool unproven =
        challenge.proof == Proof::signed_request && !own.empty() && verdict.state != signature::State::verified;
    if (unproven) return Met{challenge.name, Response{.status = 401}};
    return Met{challenge.name, challenge.answer(asked)};
  }
  return std::nullopt;
}

}  // namespace hookctl::flow
