#include "wire/render.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"

namespace hookctl::wire {
namespace {

/// Room for the heads of most requests.
constexpr std::size_t usual_head = 1024;

/// RFC 9110 §5.6.2.
constexpr bool is_token_character(char c) {
  constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || marks.find(c) != marks.npos;
}

constexpr auto token_characters = [] {
  std::array<bool, 256> table{};
  for (int byte = 0; byte < 256; ++byte) table[byte] = is_token_character(static_cast<char>(byte));
  return table;
}();

bool is_token(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return token_characters[static_cast<unsigned char>(c)]; });
}

bool is_target(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte > 0x20 && byte != 0x7f;
  });
}

bool breaks_line(std::string_view value) {
  return std::any_of(value.begin(), value.end(), [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
}

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
  for (const auto& [name, value] : fields) out.append(name).append(": ").append(value).append("\r\n");
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
  Bytes out;
  out.reserve(usual_head + request.body.size());
  out.append(request.method).append(" ").append(request.target).append(" HTTP/").append(request.version).append("\r\n");
  append(out, request.headers);
  if (request.framing == Framing::chunked) {
    append_chunked(out, request);
  } else {
    out += request.body;
  }
  return out;
}

}  // namespace hookctl::wire
