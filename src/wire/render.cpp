#include "wire/render.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"

namespace hookctl::wire {
namespace {

/// RFC 9110 §5.6.2.
bool is_token_character(char c) {
  constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || marks.find(c) != marks.npos;
}

bool is_token(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_token_character);
}

bool is_target(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte > 0x20 && byte != 0x7f;
  });
}

bool breaks_line(std::string_view value) { return value.find_first_of(std::string_view("\r\n\0", 3)) != value.npos; }

Result<void> check(const Headers& fields) {
  for (const auto& [name, value] : fields) {
    if (!is_token(name)) return Error{fmt::format("cannot send '{}' as a header name", escape_for_terminal(name))};
    if (breaks_line(value)) {
      return Error{fmt::format("cannot send the header {}: its value holds a line break or zero byte", name)};
    }
  }
  return {};
}

Result<void> check(const Request& request) {
  if (!is_token(request.method)) {
    return Error{fmt::format("cannot send '{}' as a method", escape_for_terminal(request.method))};
  }
  if (!is_target(request.target)) {
    return Error{fmt::format("cannot send '{}' as a request target", escape_for_terminal(request.target)),
                 "write spaces as %20"};
  }
  if (request.version != "1.0" && request.version != "1.1") {
    return Error{fmt::format("cannot send HTTP version '{}'", escape_for_terminal(request.version)), "use 1.0 or 1.1"};
  }
  if (auto sound = check(request.headers); !sound) return sound;
  return check(request.trailers);
}

void append(Bytes& out, const Headers& fields) {
  for (const auto& [name, value] : fields) out += fmt::format("{}: {}\r\n", name, value);
  out += "\r\n";
}

void append_chunked(Bytes& out, const Request& request) {
  if (!request.body.empty()) out += fmt::format("{:x}\r\n{}\r\n", request.body.size(), request.body);
  out += "0\r\n";
  append(out, request.trailers);
}

}  // namespace

Result<Bytes> render(const Request& request) {
  if (auto sound = check(request); !sound) return sound.error();
  auto out = fmt::format("{} {} HTTP/{}\r\n", request.method, request.target, request.version);
  append(out, request.headers);
  if (request.framing == Framing::chunked) {
    append_chunked(out, request);
  } else {
    out += request.body;
  }
  return out;
}

}  // namespace hookctl::wire
