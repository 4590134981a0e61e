#pragma once

#include <string>

#include "base/bytes.h"
#include "webhook/headers.h"

namespace hookctl {

/// How the end of a body was marked on the wire.
enum class Framing { none, length, chunked };

/// One HTTP request with every byte as it travelled: nothing decoded, reordered or merged.
struct Request {
  std::string method = "POST";
  std::string target = "/";  // as in the request line, escapes untouched
  std::string version = "1.1";
  Headers headers = {};
  Bytes body = {};  // after de-chunking, never after content-decoding
  Framing framing = Framing::none;
  Headers trailers = {};   // of a chunked body; they never count as headers
  bool truncated = false;  // the body is known to be longer than what is here
  std::string url = {};    // the URL the sender was given, where it is known
  bool operator==(const Request&) const = default;
};

/// One HTTP response.
struct Response {
  int status = 200;
  Headers headers = {};
  Bytes body = {};
  bool operator==(const Response&) const = default;
};

}  // namespace hookctl
