#include "capture/curl_option.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"

namespace hookctl::capture {
namespace {

using enum CurlMeaning;

enum class Takes { nothing, value };

struct Row {
  std::string_view name;
  char letter;
  Takes takes;
  CurlMeaning meaning;
};

constexpr std::array rows{
    Row{"request", 'X', Takes::value, method},
    Row{"head", 'I', Takes::nothing, head},
    Row{"get", 'G', Takes::nothing, get},
    Row{"url", 0, Takes::value, url},
    Row{"request-target", 0, Takes::value, target},
    Row{"header", 'H', Takes::value, header},
    Row{"data", 'd', Takes::value, data},
    Row{"data-ascii", 0, Takes::value, data},
    Row{"data-raw", 0, Takes::value, raw_data},
    Row{"data-binary", 0, Takes::value, binary_data},
    Row{"data-urlencode", 0, Takes::value, encoded_data},
    Row{"json", 0, Takes::value, json},
    Row{"user-agent", 'A', Takes::value, user_agent},
    Row{"referer", 'e', Takes::value, referer},
    Row{"cookie", 'b', Takes::value, cookie},
    Row{"user", 'u', Takes::value, user},
    Row{"http1.0", '0', Takes::nothing, http10},
    Row{"http1.1", 0, Takes::nothing, nothing},
    Row{"path-as-is", 0, Takes::nothing, nothing},
    Row{"globoff", 'g', Takes::nothing, nothing},
    Row{"silent", 's', Takes::nothing, nothing},
    Row{"show-error", 'S', Takes::nothing, nothing},
    Row{"verbose", 'v', Takes::nothing, nothing},
    Row{"include", 'i', Takes::nothing, nothing},
    Row{"fail", 'f', Takes::nothing, nothing},
    Row{"fail-with-body", 0, Takes::nothing, nothing},
    Row{"insecure", 'k', Takes::nothing, nothing},
    Row{"no-buffer", 'N', Takes::nothing, nothing},
    Row{"disable", 'q', Takes::nothing, nothing},
    Row{"progress-bar", '#', Takes::nothing, nothing},
    Row{"output", 'o', Takes::value, nothing},
    Row{"write-out", 'w', Takes::value, nothing},
    Row{"dump-header", 'D', Takes::value, nothing},
    Row{"max-time", 'm', Takes::value, nothing},
    Row{"connect-timeout", 0, Takes::value, nothing},
    Row{"cacert", 0, Takes::value, nothing},
    Row{"compressed", 0, Takes::nothing, lost},
    Row{"location", 'L', Takes::nothing, lost},
    Row{"http2", 0, Takes::nothing, lost},
    Row{"http3", 0, Takes::nothing, lost},
    Row{"retry", 0, Takes::value, lost},
    Row{"proxy", 'x', Takes::value, lost},
    Row{"resolve", 0, Takes::value, lost},
    Row{"unix-socket", 0, Takes::value, lost},
    Row{"cert", 'E', Takes::value, lost},
    Row{"key", 0, Takes::value, lost},
    Row{"cookie-jar", 'c', Takes::value, lost},
    Row{"form", 'F', Takes::value, unsupported},
    Row{"form-string", 0, Takes::value, unsupported},
    Row{"upload-file", 'T', Takes::value, unsupported},
    Row{"config", 'K', Takes::value, unsupported},
};

const Row* row_named(std::string_view name) {
  const auto found = std::find_if(rows.begin(), rows.end(), [&](const Row& row) { return row.name == name; });
  return found == rows.end() ? nullptr : &*found;
}

const Row* row_lettered(char letter) {
  const auto found = std::find_if(rows.begin(), rows.end(), [&](const Row& row) { return row.letter == letter; });
  return found == rows.end() ? nullptr : &*found;
}

Error unknown(std::string_view word) {
  return Error{fmt::format("cannot read the curl command: unknown option '{}'", escape_for_terminal(word)),
               "take it out, if the request does not depend on it"};
}

/// Goes through the words of one command.
class Parsing {
 public:
  explicit Parsing(const std::vector<std::string>& words) : words_(words) {}

  Result<std::vector<CurlOption>> all() {
    bool only_urls = false;
    while (at_ < words_.size()) {
      const std::string_view word = words_[at_++];
      if (only_urls || !word.starts_with('-') || word == "-") {
        options_.push_back({url, "URL", std::string(word)});
      } else if (word == "--") {
        only_urls = true;
      } else if (const auto read = word.starts_with("--") ? long_option(word) : letters(word); !read) {
        return read.error();
      }
    }
    return std::move(options_);
  }

 private:
  Result<void> long_option(std::string_view word) {
    const auto* row = row_named(word.substr(2));
    if (row == nullptr) return unknown(word);
    return add(*row, word, {});
  }

  Result<void> letters(std::string_view word) {
    for (std::size_t i = 1; i < word.size(); ++i) {
      const auto* row = row_lettered(word[i]);
      if (row == nullptr) return unknown(word);
      const auto name = fmt::format("-{}", word[i]);
      if (row->takes == Takes::value) return add(*row, name, word.substr(i + 1));
      if (const auto added = add(*row, name, {}); !added) return added;
    }
    return {};
  }

  Result<void> add(const Row& row, std::string_view name, std::string_view value) {
    CurlOption option{row.meaning, std::string(name), std::string(value)};
    if (row.takes == Takes::value && value.empty()) {
      if (at_ == words_.size()) {
        return Error{fmt::format("cannot read the curl command: {} lacks its value", name)};
      }
      option.value = words_[at_++];
    }
    options_.push_back(std::move(option));
    return {};
  }

  const std::vector<std::string>& words_;
  std::size_t at_ = 0;
  std::vector<CurlOption> options_ = {};
};

}  // namespace

Result<std::vector<CurlOption>> curl_options(const std::vector<std::string>& words) { return Parsing(words).all(); }

}  // namespace hookctl::capture
