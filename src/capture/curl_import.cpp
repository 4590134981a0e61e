#include "capture/curl_import.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "base/text.h"
#include "capture/curl_option.h"
#include "capture/shell_words.h"
#include "crypto/encoding.h"

namespace hookctl::capture {
namespace {

constexpr std::string_view form_type = "application/x-www-form-urlencoded";

/// `a b&` → `a%20b%26`, as curl encodes.
std::string percent_encoded(ByteView bytes) {
  constexpr std::string_view plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~";
  std::string text;
  for (const char c : bytes) {
    if (plain.find(c) != plain.npos) {
      text += c;
    } else {
      text += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return text;
}

/// The request of one command, as its options say it one after the other.
class Building {
 public:
  explicit Building(const ReadNamed& read_named) : read_named_(read_named) {}

  Result<void> take(const CurlOption& option) {
    using enum CurlMeaning;
    const auto& value = option.value;
    switch (option.meaning) {
      case nothing:
        return {};
      case lost:
        foreign_.lost.push_back(fmt::format("curl's {} is left out", option.name));
        return {};
      case method:
        method_ = value;
        return {};
      case head:
        method_ = method_.value_or("HEAD");
        return {};
      case get:
        in_url_ = true;
        return {};
      case url:
        if (url_) return Error{"cannot read the curl command: it has several URLs", "give each a command of its own"};
        url_ = value;
        return {};
      case target:
        target_ = value;
        return {};
      case http10:
        foreign_.request.version = "1.0";
        return {};
      case header:
        return take_header(value);
      case data:
        return take_data(value, [](Bytes bytes) {
          std::erase_if(bytes, [](char c) { return c == '\r' || c == '\n'; });
          return bytes;
        });
      case binary_data:
        return take_data(value, [](Bytes bytes) { return bytes; });
      case raw_data:
        append_data(value);
        return {};
      case encoded_data:
        return take_encoded(value);
      case json:
        is_json_ = true;
        return value.starts_with('@') ? take_data(value, [](Bytes bytes) { return bytes; })
                                      : (append_json(value), Result<void>{});
      case user_agent:
        foreign_.request.headers.add("User-Agent", value);
        return {};
      case referer:
        foreign_.request.headers.add("Referer", value);
        return {};
      case cookie:
        return take_cookie(value);
      case user:
        foreign_.request.headers.add("Authorization", "Basic " + crypto::to_base64(value));
        return {};
      case unsupported:
        break;
    }
    return Error{fmt::format("cannot read the curl command: {} is not understood", option.name),
                 "send it to a listener instead, and use what is recorded there"};
  }

  Result<Foreign> finish() {
    if (!url_) return Error{"cannot read the curl command: it has no URL"};
    auto& request = foreign_.request;
    request.method = method_.value_or(body_ && !in_url_ ? "POST" : "GET");
    auto url = url_->find("://") == url_->npos ? "http://" + *url_ : *url_;
    if (in_url_ && body_) url += (url.find('?') == url.npos ? "?" : "&") + *body_;
    aim(foreign_, url);
    if (target_) request.target = *target_;
    if (body_ && !in_url_) {
      set_body();
    } else {
      set_length(request);
    }
    name_own_headers();
    drop_removed();
    return std::move(foreign_);
  }

 private:
  Result<void> take_header(const std::string& text) {
    if (text.starts_with('@')) return Error{"cannot read the curl command: headers from a file", "write them out"};
    auto& headers = foreign_.request.headers;
    const auto colon = text.find(':');
    if (colon == text.npos) {
      if (text.ends_with(';')) headers.add(text.substr(0, text.size() - 1), "");
      return {};
    }
    const auto value = trim(std::string_view(text).substr(colon + 1));
    if (value.empty()) {
      removed_.push_back(text.substr(0, colon));
    } else {
      headers.add(text.substr(0, colon), std::string(value));
    }
    return {};
  }

  Result<void> take_cookie(const std::string& value) {
    if (value.find('=') == value.npos) {
      foreign_.lost.push_back("cookies from a file are left out");
    } else {
      foreign_.request.headers.add("Cookie", value);
    }
    return {};
  }

  template <typename Change>
  Result<void> take_data(const std::string& value, Change change) {
    if (!value.starts_with('@')) {
      append_data(value);
      return {};
    }
    auto bytes = read_named_(value.substr(1));
    if (!bytes) return bytes.error();
    append_data(change(*std::move(bytes)));
    return {};
  }

  /// `content`, `=content`, `name=content`, `@file` or `name@file`.
  Result<void> take_encoded(const std::string& value) {
    const auto mark = value.find_first_of("=@");
    if (mark == value.npos) {
      append_data(percent_encoded(value));
      return {};
    }
    const auto prefix = mark == 0 ? std::string() : value.substr(0, mark) + "=";
    auto content = value[mark] == '=' ? Result<Bytes>(value.substr(mark + 1)) : read_named_(value.substr(mark + 1));
    if (!content) return content.error();
    append_data(prefix + percent_encoded(*content));
    return {};
  }

  void append_data(const Bytes& bytes) {
    if (body_) *body_ += '&';
    append_json(bytes);
  }

  void append_json(const Bytes& bytes) {
    if (!body_) body_.emplace();
    *body_ += bytes;
  }

  bool is_removed(std::string_view name) const {
    return std::any_of(removed_.begin(), removed_.end(), [&](const auto& each) { return iequals(each, name); });
  }

  void add_unless_there(std::string_view name, std::string_view value) {
    auto& headers = foreign_.request.headers;
    if (!headers.find(name) && !is_removed(name)) headers.add(std::string(name), std::string(value));
  }

  void set_body() {
    auto& request = foreign_.request;
    request.body = *std::move(body_);
    if (is_json_) add_unless_there("Accept", "application/json");
    add_unless_there("Content-Type", is_json_ ? "application/json" : form_type);
    if (iequals(request.headers.find("Transfer-Encoding").value_or(""), "chunked")) {
      request.framing = Framing::chunked;
    } else {
      set_length(request);
    }
  }

  void name_own_headers() {
    for (const std::string_view name : {"User-Agent", "Accept"}) {
      if (!foreign_.request.headers.find(name) && !is_removed(name)) {
        foreign_.lost.push_back(fmt::format("curl's own {} does not stand in the command", name));
      }
    }
  }

  void drop_removed() {
    for (const auto& name : removed_) foreign_.request.headers.erase(name);
  }

  const ReadNamed& read_named_;
  Foreign foreign_ = {};
  std::optional<std::string> method_ = {};
  std::optional<std::string> url_ = {};
  std::optional<std::string> target_ = {};
  std::optional<Bytes> body_ = {};
  std::vector<std::string> removed_ = {};
  bool in_url_ = false;
  bool is_json_ = false;
};

bool is_curl(const std::string& program) { return program == "curl" || program.ends_with("/curl"); }

}  // namespace

Result<std::vector<Foreign>> from_curl(std::string_view text, const ReadNamed& read_named) {
  const auto commands = shell_commands(text);
  if (!commands) return commands.error();
  std::vector<Foreign> all;
  for (const auto& words : *commands) {
    if (!is_curl(words.front())) continue;
    const auto options = curl_options({words.begin() + 1, words.end()});
    if (!options) return options.error();
    Building building(read_named);
    for (const auto& option : *options) {
      if (const auto taken = building.take(option); !taken) return taken.error();
    }
    auto foreign = building.finish();
    if (!foreign) return foreign.error();
    foreign->name = fmt::format("command {}", all.size() + 1);
    all.push_back(*std::move(foreign));
  }
  if (all.empty()) return Error{"there is no curl command", "each begins with: curl"};
  return all;
}

}  // namespace hookctl::capture
