#pragma once

#include <regex.h>

#include <memory>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/result.h"

namespace hookctl::flow {

/// A POSIX extended regular expression, looked for in the body of an answer: `"ok": *true`.
class BodyPattern {
 public:
  static Result<BodyPattern> parse(std::string_view text);

  BodyPattern(const BodyPattern& other) : BodyPattern(*parse(other.text_)) {}
  BodyPattern& operator=(const BodyPattern& other) { return *this = BodyPattern(other); }
  BodyPattern(BodyPattern&&) = default;
  BodyPattern& operator=(BodyPattern&&) = default;

  bool found_in(ByteView body) const;
  const std::string& text() const { return text_; }

 private:
  struct Free {
    void operator()(regex_t* regex) const {
      regfree(regex);
      delete regex;
    }
  };
  using Regex = std::unique_ptr<regex_t, Free>;

  BodyPattern(std::string text, Regex regex) : text_(std::move(text)), regex_(std::move(regex)) {}

  std::string text_;
  Regex regex_;
};

}  // namespace hookctl::flow
