#include "flow/body_pattern.h"

#include <fmt/format.h>

#include <array>

namespace hookctl::flow {

Result<BodyPattern> BodyPattern::parse(std::string_view text) {
  std::string pattern(text);
  if (pattern.find('\0') != pattern.npos) return Error{"a zero byte cannot stand in a regular expression"};
  auto raw = std::make_unique<regex_t>();
  if (const int code = regcomp(raw.get(), pattern.c_str(), REG_EXTENDED | REG_NOSUB); code != 0) {
    std::array<char, 256> why{};
    regerror(code, raw.get(), why.data(), why.size());
    return Error{fmt::format("cannot read '{}' as a regular expression: {}", pattern, why.data()),
                 "write a POSIX extended one, such as \"ok\": *true"};
  }
  return BodyPattern(std::move(pattern), Regex(raw.release()));
}

bool BodyPattern::found_in(ByteView body) const {
  // A body may hold zero bytes, so its end is said and not found.
  regmatch_t whole{.rm_so = 0, .rm_eo = static_cast<regoff_t>(body.size())};
  return regexec(regex_.get(), body.data(), 1, &whole, REG_STARTEND) == 0;
}

}  // namespace hookctl::flow
