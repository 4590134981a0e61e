#include "capture/http_import.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <system_error>

#include "base/text.h"
#include "base/units.h"

namespace hookctl::capture {
namespace {

bool is_comment(std::string_view line) { return line.starts_with('#') || line.starts_with("//"); }

bool is_token(std::string_view text) {
  constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
  return !text.empty() && text.find_first_not_of(letters) == text.npos;
}

/// Goes through a file line by line; bodies are taken as bytes.
class Reading {
 public:
  explicit Reading(ByteView text) : rest_(text) {}

  Result<std::vector<Foreign>> all() {
    std::vector<Foreign> found;
    while (!rest_.empty()) {
      const auto line = take_line();
      if (trim(line).empty() || is_comment(line)) continue;
      if (line.starts_with('@')) {
        define(line.substr(1));
        continue;
      }
      auto foreign = read_request(line);
      if (!foreign) return foreign.error();
      skip_rest(*foreign);
      foreign->name = fmt::format("line {}", started_);
      found.push_back(*std::move(foreign));
    }
    if (found.empty()) return Error{"it holds no request", "a request begins with a line such as: POST /hook HTTP/1.1"};
    return found;
  }

 private:
  /// The next line without its end.
  ByteView take_line() {
    ++line_;
    const auto end = std::min(rest_.find('\n'), rest_.size());
    auto line = rest_.substr(0, end);
    rest_.remove_prefix(std::min(end + 1, rest_.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
  }

  void define(std::string_view text) {
    const auto equals = text.find('=');
    if (equals == text.npos) return;
    variables_["{{" + std::string(trim(text.substr(0, equals))) + "}}"] = trim(text.substr(equals + 1));
  }

  std::string replaced(std::string_view text, Foreign& foreign) const {
    std::string result(text);
    for (const auto& [name, value] : variables_) {
      for (auto at = result.find(name); at != result.npos; at = result.find(name, at + value.size())) {
        result.replace(at, name.size(), value);
      }
    }
    const auto open = result.find("{{");
    const auto close = open == result.npos ? open : result.find("}}", open);
    if (close != result.npos && close - open < 100) {
      foreign.lost.push_back(
          fmt::format("{} is not defined, and stays", escape_for_terminal(result.substr(open, close + 2 - open))));
    }
    return result;
  }

  Result<Foreign> read_request(std::string_view line) {
    started_ = line_;
    Foreign foreign;
    auto text = replaced(trim(line), foreign);
    while (!rest_.empty() && (rest_.front() == ' ' || rest_.front() == '\t'))
      text += replaced(trim(take_line()), foreign);
    if (const auto read = read_request_line(text, foreign); !read) return read.error();
    read_headers(foreign);
    aim(foreign, url_);
    read_body(foreign);
    return foreign;
  }

  Result<void> read_request_line(std::string_view text, Foreign& foreign) {
    auto& request = foreign.request;
    const auto version = text.rfind(" HTTP/");
    if (version != text.npos) {
      request.version = text.substr(version + 6);
      text = trim(text.substr(0, version));
    }
    const auto space = text.find(' ');
    const auto first = text.substr(0, space);
    const bool is_url = space == text.npos && first.find("://") != first.npos;
    url_ = is_url ? text : trim(text.substr(std::min(space, text.size())));
    if (!is_url && (!is_token(first) || url_.empty() || url_.find(' ') != url_.npos)) {
      return Error{fmt::format("line {}: '{}' is no request line", line_, escape_for_terminal(text.substr(0, 60))),
                   "write: POST http://localhost:3000/hook HTTP/1.1"};
    }
    request.method = is_url ? "GET" : std::string(first);
    return {};
  }

  void read_headers(Foreign& foreign) {
    while (!rest_.empty() && !rest_.starts_with("###")) {
      const auto line = take_line();
      if (trim(line).empty()) return;
      const auto colon = line.find(':');
      if (line.starts_with("# ") || line.starts_with("//") || colon == line.npos) continue;
      foreign.request.headers.add(std::string(trim(line.substr(0, colon))),
                                  replaced(trim(line.substr(colon + 1)), foreign));
    }
  }

  void read_body(Foreign& foreign) {
    auto& request = foreign.request;
    if (iequals(request.headers.find("Transfer-Encoding").value_or(""), "chunked")) return read_chunks(foreign);
    const auto announced = request.headers.find("Content-Length");
    const auto length = announced ? parse_number(*announced, 0, UINT32_MAX) : Error{};
    if (length && *length <= rest_.size()) {
      request.body = take(static_cast<std::size_t>(*length));
      request.framing = Framing::length;
      return;
    }
    request.body = replaced(take(end_of_body()), foreign);
    if (length) {
      foreign.lost.push_back(
          fmt::format("the body was announced with {} bytes and has {}", *length, request.body.size()));
    }
    if (request.body.starts_with("< ")) foreign.lost.emplace_back("the body is in another file, which is not read");
    set_length(request);
  }

  void read_chunks(Foreign& foreign) {
    auto& request = foreign.request;
    request.framing = Framing::chunked;
    for (;;) {
      const auto line = take_line();
      std::size_t size = 0;
      const auto [end, problem] = std::from_chars(line.data(), line.data() + line.size(), size, 16);
      if (problem != std::errc() || size > rest_.size()) {
        foreign.lost.emplace_back("its chunks are not as HTTP has them; the body ends where they are wrong");
        return;
      }
      if (size == 0) break;
      request.body += take(size);
      take_line();
    }
    while (!rest_.empty() && !take_line().empty()) continue;
  }

  /// What follows a request up to the next `###`: a script that handles the answer, a reference to a stored one.
  void skip_rest(Foreign& foreign) {
    bool any = false;
    while (!rest_.empty() && !rest_.starts_with("###")) any = !trim(take_line()).empty() || any;
    if (any) foreign.lost.emplace_back("what follows the request, before the next ###, is left out");
  }

  Bytes take(std::size_t count) {
    const Bytes bytes(rest_.substr(0, count));
    line_ += static_cast<std::size_t>(std::count(bytes.begin(), bytes.end(), '\n'));
    rest_.remove_prefix(count);
    return bytes;
  }

  /// Where a body without length ends: before `###`, or before the script that handles the answer.
  std::size_t end_of_body() const {
    auto end = rest_.size();
    for (const std::string_view mark : {"\n###", "\n> "}) end = std::min(end, rest_.find(mark));
    if (rest_.starts_with("###")) return 0;
    while (end > 0 && (rest_[end - 1] == '\n' || rest_[end - 1] == '\r')) --end;
    return end;
  }

  ByteView rest_;
  std::size_t line_ = 0;
  std::size_t started_ = 0;
  std::string url_ = {};
  std::map<std::string, std::string> variables_ = {};
};

}  // namespace

Result<std::vector<Foreign>> from_http(ByteView text) { return Reading(text).all(); }

}  // namespace hookctl::capture
