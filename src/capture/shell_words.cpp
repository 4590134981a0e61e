#include "capture/shell_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/text.h"

namespace hookctl::capture {
namespace {

constexpr std::string_view plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_@%+=:,./-";

Error expansion(std::string_view what) {
  return Error{fmt::format("cannot read the command line: the shell would replace {}", what),
               "put the value itself there"};
}

/// Reads words one character at a time.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  Result<std::vector<std::vector<std::string>>> commands() {
    while (!rest_.empty()) {
      if (const auto read = step(); !read) return read.error();
    }
    end_command();
    return std::move(commands_);
  }

 private:
  char take() {
    const char c = rest_.front();
    rest_.remove_prefix(1);
    return c;
  }

  std::string& word() {
    if (!word_) word_.emplace();
    return *word_;
  }

  void end_word() {
    if (word_) words_.push_back(*std::move(word_));
    word_.reset();
  }

  void end_command() {
    end_word();
    if (!words_.empty()) commands_.push_back(std::move(words_));
    words_.clear();
  }

  Result<void> step() {
    const char c = take();
    switch (c) {
      case ' ':
      case '\t':
      case '\r':
        end_word();
        return {};
      case '\n':
      case ';':
      case '|':
      case '&':
        end_command();
        return {};
      case '#':
        if (word_) break;
        rest_.remove_prefix(std::min(rest_.find('\n'), rest_.size()));
        return {};
      case '\'':
        return single_quoted();
      case '"':
        return double_quoted();
      case '\\':
        return escaped();
      case '$':
        if (rest_.starts_with('\'')) return ansi_quoted();
        return expansion("what follows '$'");
      case '`':
        return expansion("what stands in backquotes");
      default:
        break;
    }
    word() += c;
    return {};
  }

  Error open_quote() const { return Error{"cannot read the command line: a quote is not closed"}; }

  Result<void> single_quoted() {
    const auto end = rest_.find('\'');
    if (end == rest_.npos) return open_quote();
    word() += rest_.substr(0, end);
    rest_.remove_prefix(end + 1);
    return {};
  }

  Result<void> double_quoted() {
    word();
    while (!rest_.empty()) {
      const char c = take();
      if (c == '"') return {};
      if (c == '$' || c == '`') return expansion(fmt::format("what follows '{}'", c));
      const bool escapes =
          c == '\\' && !rest_.empty() && std::string_view("\"\\$`\n").find(rest_.front()) != rest_.npos;
      if (!escapes) {
        word() += c;
      } else if (const char next = take(); next != '\n') {
        word() += next;
      }
    }
    return open_quote();
  }

  Result<void> escaped() {
    if (rest_.starts_with("\r\n")) rest_.remove_prefix(1);
    if (rest_.empty()) return {};
    const char c = take();
    if (c != '\n') word() += c;
    return {};
  }

  /// `$'…'`, as browsers copy bodies.
  Result<void> ansi_quoted() {
    take();
    word();
    while (!rest_.empty()) {
      const char c = take();
      if (c == '\'') return {};
      if (c != '\\' || rest_.empty()) {
        word() += c;
      } else {
        ansi_escape(take());
      }
    }
    return open_quote();
  }

  void ansi_escape(char letter) {
    constexpr std::string_view letters = "abefnrtv", values = "\a\b\x1b\f\n\r\t\v";
    if (letter == 'x') return append_byte(number(16, 2));
    if (letter == 'u') return append_utf8(number(16, 4));
    if (letter == 'U') return append_utf8(number(16, 8));
    if (letter >= '0' && letter <= '7') {
      rest_ = {rest_.data() - 1, rest_.size() + 1};
      return append_byte(number(8, 3));
    }
    const auto known = letters.find(letter);
    word() += known == letters.npos ? letter : values[known];
  }

  unsigned number(int base, std::size_t digits) {
    unsigned value = 0;
    for (; digits > 0 && !rest_.empty(); --digits) {
      const auto digit = hex_value(rest_.front());
      if (digit < 0 || digit >= base) break;
      value = value * static_cast<unsigned>(base) + static_cast<unsigned>(digit);
      take();
    }
    return value;
  }

  void append_byte(unsigned value) { word() += static_cast<char>(value & 0xff); }

  void append_utf8(unsigned c) {
    if (c < 0x80) return append_byte(c);
    int more = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
    constexpr unsigned leads[] = {0, 0xc0, 0xe0, 0xf0};
    append_byte(leads[more] | c >> (6 * more));
    while (more-- > 0) append_byte(0x80 | (c >> (6 * more) & 0x3f));
  }

  std::string_view rest_;
  std::optional<std::string> word_ = {};
  std::vector<std::string> words_ = {};
  std::vector<std::vector<std::string>> commands_ = {};
};

}  // namespace

std::string quoted(std::string_view word) {
  if (!word.empty() && word.find_first_not_of(plain) == word.npos) return std::string(word);
  std::string text = "'";
  for (const char c : word) {
    if (c == '\'') {
      text += "'\\''";
    } else {
      text += c;
    }
  }
  return text + "'";
}

Result<std::vector<std::vector<std::string>>> shell_commands(std::string_view text) { return Reader(text).commands(); }

}  // namespace hookctl::capture
