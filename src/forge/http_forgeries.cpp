#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>

#include "base/text.h"
#include "forge/groups.h"
#include "forge/seal.h"
#include "forge/unfit.h"

namespace hookctl::forge {
namespace {

/// A signed request as the lines and bytes it goes out in.
struct Wire {
  std::string line;                  // `POST /hook HTTP/1.1`
  std::vector<std::string> headers;  // `Host: localhost`, without Content-Length
  Bytes body;                        // as it is framed
  std::string content;               // as it is signed

  std::string length() const { return std::to_string(content.size()); }
  void announce(std::string_view value) { headers.push_back(fmt::format("Content-Length: {}", value)); }
  void announce() { announce(length()); }
  void chunk() { chunk(fmt::format("{:x}", content.size())); }
  void chunk(std::string_view size) {
    headers.emplace_back("Transfer-Encoding: chunked");
    body = fmt::format("{}\r\n{}\r\n0\r\n\r\n", size, content);
  }
};

struct Change {
  std::string_view name;
  void (*apply)(Wire&);
};

Wire wire_of(const Request& request) {
  Wire wire{.line = fmt::format("{} {} HTTP/1.1", request.method, request.target),
            .headers = {},
            .body = request.body,
            .content = request.body};
  for (const auto& [name, value] : request.headers) {
    if (!iequals(name, "Content-Length")) wire.headers.push_back(fmt::format("{}: {}", name, value));
  }
  return wire;
}

Bytes bytes_of(const Wire& wire, std::string_view end_of_line = "\r\n") {
  Bytes bytes = wire.line;
  for (const auto& header : wire.headers) bytes += fmt::format("{}{}", end_of_line, header);
  return fmt::format("{}{}{}{}", bytes, end_of_line, end_of_line, wire.body);
}

template <const auto& Changes>
Result<Made> framed(const Genuine& genuine) {
  const auto request = sign(genuine);
  if (!request) return request.error();
  Made made;
  for (const Change& change : Changes) {
    auto wire = wire_of(*request);
    change.apply(wire);
    made.requests.push_back({.request = *request, .variant = std::string(change.name), .raw = bytes_of(wire)});
  }
  return made;
}

Result<Made> bare_lf(const Genuine& genuine) {
  const auto request = sign(genuine);
  if (!request) return request.error();
  auto wire = wire_of(*request);
  wire.announce();
  return Made{.requests = {{.request = *request, .raw = bytes_of(wire, "\n")}}};
}

void replace_host(Wire& wire, std::string_view with) {
  for (auto& header : wire.headers) {
    if (iequals(header.substr(0, header.find(':')), "Host")) header = with;
  }
}

void drop_host(Wire& wire) {
  std::erase_if(wire.headers, [](const std::string& each) { return iequals(each.substr(0, each.find(':')), "Host"); });
}

void lengthen(Wire& wire, std::string_view header) {
  wire.headers.emplace_back(header);
  wire.announce();
}

// Which end of a body two servers in a row believe in must never be open.
constexpr std::array length_and_chunks{Change{"", [](Wire& w) {
                                                w.announce();
                                                w.chunk();
                                              }}};
constexpr std::array coding{
    Change{"unknown", [](Wire& w) { lengthen(w, "Transfer-Encoding: xchunked"); }},
    Change{"not-last", [](Wire& w) { lengthen(w, "Transfer-Encoding: chunked, identity"); }},
    Change{"space-before-colon", [](Wire& w) { lengthen(w, "Transfer-Encoding : chunked"); }},
    Change{"twice",
           [](Wire& w) {
             w.headers.emplace_back("Transfer-Encoding: identity");
             w.chunk();
           }},
};
constexpr std::array length{
    Change{"differ",
           [](Wire& w) {
             w.announce("3");
             w.announce();
           }},
    Change{"negative", [](Wire& w) { w.announce("-1"); }},
    Change{"plus", [](Wire& w) { w.announce("+" + w.length()); }},
    Change{"hex", [](Wire& w) { w.announce(fmt::format("0x{:x}", w.content.size())); }},
    Change{"letters", [](Wire& w) { w.announce(w.length() + "abc"); }},
    Change{"empty", [](Wire& w) { w.announce(""); }},
    Change{"beyond-64-bits", [](Wire& w) { w.announce("18446744073709551623"); }},
    Change{"space-before-colon", [](Wire& w) { w.headers.push_back("Content-Length : " + w.length()); }},
};
constexpr std::array chunk{
    Change{"beyond-64-bits", [](Wire& w) { w.chunk("10000000000000007"); }},
    Change{"negative", [](Wire& w) { w.chunk("-2"); }},
    Change{"prefixed", [](Wire& w) { w.chunk(fmt::format("0x{:x}", w.content.size())); }},
    Change{"garbage", [](Wire& w) { w.chunk(fmt::format("{:x} garbage", w.content.size())); }},
    Change{"too-short", [](Wire& w) { w.chunk("1"); }},
};
constexpr std::array header{
    Change{"bare-cr", [](Wire& w) { lengthen(w, "X-A: a\rb"); }},
    Change{"zero-byte", [](Wire& w) { lengthen(w, std::string_view("X-A: a\0b", 8)); }},
    Change{"zero-byte-in-name", [](Wire& w) { lengthen(w, std::string_view("X-\0A: b", 7)); }},
    Change{"without-colon", [](Wire& w) { lengthen(w, "nonsense"); }},
    Change{"without-name", [](Wire& w) { lengthen(w, ": x"); }},
};
constexpr std::array host{
    Change{"missing",
           [](Wire& w) {
             drop_host(w);
             w.announce();
           }},
    Change{"twice", [](Wire& w) { lengthen(w, "Host: other.example"); }},
};
constexpr std::array line{Change{"zero-byte", [](Wire& w) {
                                   w.line.insert(w.line.find(' ') + 2, 1, '\0');
                                   w.announce();
                                 }}};

constexpr std::array sound_chunks{
    Change{"plain", [](Wire& w) { w.chunk(); }},
    Change{"extension", [](Wire& w) { w.chunk(fmt::format("{:x};name=value", w.content.size())); }},
    Change{"trailers",
           [](Wire& w) {
             w.chunk();
             w.body.insert(w.body.size() - 2, "X-Trailer: 1\r\n");
           }},
};
constexpr std::array empty_line{Change{"", [](Wire& w) {
                                         w.line.insert(0, "\r\n");
                                         w.announce();
                                       }}};
constexpr std::array long_header{Change{"", [](Wire& w) { lengthen(w, "X-Long: " + std::string(7000, 'x')); }}};

constexpr std::array open{
    Change{"length-twice", [](Wire& w) { lengthen(w, "Content-Length: " + w.length()); }},
    Change{"length-list", [](Wire& w) { w.announce(fmt::format("{0}, {0}", w.length())); }},
    Change{"folded-header", [](Wire& w) { lengthen(w, "X-A: a\r\n b"); }},
    Change{"version-1.2",
           [](Wire& w) {
             w.line.back() = '2';
             w.announce();
           }},
    Change{"http-1.0-chunks",
           [](Wire& w) {
             w.line.back() = '0';
             w.chunk();
           }},
    Change{"spaces",
           [](Wire& w) {
             w.line.insert(w.line.find(' '), 1, ' ');
             w.announce();
           }},
    Change{"two-hosts-in-one",
           [](Wire& w) {
             replace_host(w, "Host: one.example, two.example");
             w.announce();
           }},
};

constexpr std::array rows{
    Forgery{"http-length-and-chunks", Due::drop, "Content-Length and Transfer-Encoding: chunked", unfit::never,
            framed<length_and_chunks>},
    Forgery{"http-coding", Due::drop, "a Transfer-Encoding that is not just chunked, once", unfit::never,
            framed<coding>},
    Forgery{"http-length", Due::drop, "a Content-Length that is no number, or two of them", unfit::never,
            framed<length>},
    Forgery{"http-chunk", Due::drop, "a chunk whose size is no hex number, or not its size", unfit::never,
            framed<chunk>},
    Forgery{"http-header", Due::drop, "a header line that HTTP does not know", unfit::never, framed<header>},
    Forgery{"http-host", Due::drop, "no Host, or two", unfit::never, framed<host>},
    Forgery{"http-line", Due::drop, "a zero byte in the request line", unfit::never, framed<line>},
    Forgery{"http-chunked", Due::accept, "the body in chunks, with an extension or trailers", unfit::never,
            framed<sound_chunks>},
    Forgery{"http-empty-line", Due::accept, "an empty line before the request", unfit::never, framed<empty_line>},
    Forgery{"http-long-header", Due::accept, "a header of 7 KB beside the signature", unfit::never,
            framed<long_header>},
    Forgery{"http-open", Due::informational, "what HTTP lets a server take or refuse", unfit::never, framed<open>},
    Forgery{"http-bare-lf", Due::informational, "lines that end in LF alone", unfit::never, bare_lf},
};

}  // namespace

std::span<const Forgery> http_forgeries() { return rows; }

}  // namespace hookctl::forge
