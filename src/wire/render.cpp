#include "wire/render.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"

namespace hookctl::wire {
namespace {

/// Room for the heads of most requests.
constexpr std::size_t usual_head = 1024;

/// Room for what most requests carry of a signature.
constexpr std::size_t usual_values = 192;

/// What ends a line, or a text in programs that take it for its end.
constexpr std::array<char, 3> breaks{'\r', '\n', '\0'};

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
  return std::any_of(breaks.begin(), breaks.end(), [&](char each) { return value.find(each) != value.npos; });
}

Error broken_line(ByteView name) {
  return {fmt::format("cannot send the header {}: its value holds a line break or zero byte", name)};
}

Result<void> check(const Headers& fields) {
  for (const auto& [name, value] : fields) {
    if (!is_token(name)) return Error{fmt::format("cannot send '{}' as a header name", escape_for_terminal(name))};
    if (breaks_line(value)) return broken_line(name);
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

void append_start(Bytes& out, const Request& request) {
  out.append(request.method).append(" ").append(request.target).append(" HTTP/").append(request.version).append("\r\n");
}

void append_chunked(Bytes& out, const Request& request) {
  if (!request.body.empty()) out += fmt::format("{:x}\r\n{}\r\n", request.body.size(), request.body);
  out += "0\r\n";
  append(out, request.trailers);
}

void append_body(Bytes& out, const Request& request) {
  if (request.framing == Framing::chunked) return append_chunked(out, request);
  out += request.body;
}

}  // namespace

Result<Bytes> render(const Request& request) {
  if (auto sound = check(request); !sound) return sound.error();
  Bytes out;
  out.reserve(usual_head + request.body.size());
  append_start(out, request);
  append(out, request.headers);
  append_body(out, request);
  return out;
}

Result<Stencil> Stencil::of(Request request, std::span<const std::string_view> names) {
  for (const auto name : names) request.headers.set(name, "");
  if (auto sound = check(request); !sound) return sound.error();
  Stencil stencil;
  auto& head = stencil.head_;
  append_start(head, request);
  for (const auto& [name, value] : request.headers) {
    head.append(name).append(": ");
    // Where two values go to one header, the later one stands there.
    const auto last = std::find_if(names.rbegin(), names.rend(), [&](auto each) { return iequals(each, name); });
    if (last != names.rend()) {
      stencil.gaps_.push_back({head.size(), static_cast<std::size_t>(names.rend() - last) - 1});
    }
    head.append(value).append("\r\n");
  }
  head += "\r\n";
  head.shrink_to_fit();
  return stencil;
}

ByteView Stencil::name_before(const Gap& gap) const {
  const auto line = ByteView(head_).substr(0, gap.at - 2);
  return line.substr(line.rfind('\n') + 1);
}

Result<Bytes> Stencil::filled(std::span<const std::string_view> values, const Request& request) const {
  Bytes out;
  out.reserve(head_.size() + usual_values + request.body.size());
  std::size_t copied = 0;
  for (const auto& gap : gaps_) {
    const auto value = values[gap.value];
    if (breaks_line(value)) return broken_line(name_before(gap));
    out.append(head_, copied, gap.at - copied).append(value);
    copied = gap.at;
  }
  out.append(head_, copied);
  append_body(out, request);
  return out;
}

}  // namespace hookctl::wire
