#include "base/json.h"

#include <fmt/format.h>

#include "base/json_plain.h"
#include "base/text.h"

namespace hookctl::json {
namespace {

/// Room for these comes at once.
constexpr std::size_t usual_members = 8;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Walks a document by the grammar of RFC 8259. Each `skip_…` moves past one construct or says false and stays at the
/// error.
class Scanner {
 public:
  explicit Scanner(ByteView text) : text_(text) {}

  std::size_t offset() const { return at_; }
  bool done() const { return at_ == text_.size(); }
  char peek() const { return done() ? '\0' : text_[at_]; }

  bool skip(char expected) {
    if (done() || text_[at_] != expected) return false;
    ++at_;
    return true;
  }

  void skip_space() {
    while (!done() && (peek() == ' ' || peek() == '\t' || peek() == '\n' || peek() == '\r')) ++at_;
  }

  /// The members of an object, checked on the way.
  bool read_members(std::vector<Member>& found, int depth) {
    if (!skip('{')) return false;
    skip_space();
    if (skip('}')) return true;
    found.reserve(usual_members);
    do {
      const auto key = read_key();
      const auto value = key ? read_value(depth - 1) : std::nullopt;
      if (!value) return false;
      found.push_back({text_of(*key), *value});
      skip_space();
    } while (skip(','));
    return skip('}');
  }

  /// A member's key, and moves past its colon.
  std::optional<Token> read_key() {
    skip_space();
    const auto start = at_;
    if (!skip_string()) return std::nullopt;
    const Token key{Kind::string, text_.substr(start, at_ - start)};
    skip_space();
    return skip(':') ? std::optional(key) : std::nullopt;
  }

  /// A value and its kind, without the space around it.
  std::optional<Token> read_value(int depth) {
    skip_space();
    const auto start = at_;
    const auto kind = skip_value(depth);
    if (!kind) return std::nullopt;
    return Token{*kind, text_.substr(start, at_ - start)};
  }

 private:
  std::optional<Kind> skip_value(int depth) {
    switch (peek()) {
      case '{':
        return skip_list('}', depth, &Scanner::skip_member) ? std::optional(Kind::object) : std::nullopt;
      case '[':
        return skip_list(']', depth, &Scanner::skip_element) ? std::optional(Kind::array) : std::nullopt;
      case '"':
        return skip_string() ? std::optional(Kind::string) : std::nullopt;
      case 't':
        return skip_word("true") ? std::optional(Kind::boolean) : std::nullopt;
      case 'f':
        return skip_word("false") ? std::optional(Kind::boolean) : std::nullopt;
      case 'n':
        return skip_word("null") ? std::optional(Kind::null) : std::nullopt;
      default:
        return skip_number() ? std::optional(Kind::number) : std::nullopt;
    }
  }

  bool skip_list(char close, int depth, bool (Scanner::*skip_item)(int)) {
    if (depth == 0) return false;
    ++at_;
    skip_space();
    if (skip(close)) return true;
    do {
      skip_space();
      if (!(this->*skip_item)(depth - 1)) return false;
      skip_space();
    } while (skip(','));
    return skip(close);
  }

  bool skip_element(int depth) { return skip_value(depth).has_value(); }

  bool skip_member(int depth) {
    if (!read_key()) return false;
    skip_space();
    return skip_value(depth).has_value();
  }

  bool skip_word(std::string_view word) {
    if (text_.substr(at_, word.size()) != word) return false;
    at_ += word.size();
    return true;
  }

  bool skip_digits() {
    const auto start = at_;
    while (is_digit(peek())) ++at_;
    return at_ > start;
  }

  bool skip_number() {
    skip('-');
    if (!skip('0') && !skip_digits()) return false;
    if (skip('.') && !skip_digits()) return false;
    if (skip('e') || skip('E')) {
      if (!skip('+')) skip('-');
      return skip_digits();
    }
    return true;
  }

  bool skip_string() {
    if (!skip('"')) return false;
    for (;;) {
      at_ += plain_length(text_.substr(at_));
      if (skip('"')) return true;
      if (!skip('\\') || !skip_escape()) return false;
    }
  }

  bool skip_escape() {
    const char c = peek();
    if (done() || std::string_view(R"("\/bfnrtu)").find(c) == std::string_view::npos) return false;
    ++at_;
    if (c != 'u') return true;
    for (int i = 0; i < 4; ++i, ++at_) {
      if (hex_value(peek()) < 0) return false;
    }
    return true;
  }

  ByteView text_;
  std::size_t at_ = 0;
};

/// Calls `visit(key, value)` for each member of an object, `visit(index text, value)` for each element of an array.
template <typename Visit>
void each_child(const Token& parent, Visit visit) {
  if (parent.kind != Kind::object && parent.kind != Kind::array) return;
  Scanner scanner(parent.raw);
  scanner.skip(parent.raw.front());
  scanner.skip_space();
  if (scanner.peek() == parent.raw.back()) return;
  for (std::size_t index = 0;; ++index) {
    std::string key;
    if (parent.kind == Kind::object) {
      key = text_of(*scanner.read_key());
    } else {
      key = std::to_string(index);
    }
    visit(key, *scanner.read_value(max_depth));
    scanner.skip_space();
    if (!scanner.skip(',')) return;
  }
}

/// One reference token of a pointer with `~1` and `~0` resolved (RFC 6901 §4).
std::string unescape_segment(std::string_view segment) {
  std::string out;
  for (std::size_t i = 0; i < segment.size(); ++i) {
    if (segment[i] == '~' && i + 1 < segment.size() && (segment[i + 1] == '0' || segment[i + 1] == '1')) {
      out += segment[++i] == '1' ? '/' : '~';
    } else {
      out += segment[i];
    }
  }
  return out;
}

void collect(const Token& token, std::string_view pointer, std::vector<Token>& found) {
  if (pointer.empty()) {
    found.push_back(token);
    return;
  }
  const auto end = pointer.find('/', 1);
  const auto segment = unescape_segment(pointer.substr(1, end == pointer.npos ? end : end - 1));
  const auto rest = end == pointer.npos ? std::string_view{} : pointer.substr(end);
  if (segment == "*") {
    each_child(token, [&](const std::string&, const Token& child) { collect(child, rest, found); });
    return;
  }
  std::optional<Token> last;
  each_child(token, [&](const std::string& key, const Token& child) {
    if (key == segment) last = child;
  });
  if (last) collect(*last, rest, found);
}

}  // namespace

Result<Token> parse(ByteView document) {
  Scanner scanner(document);
  const auto value = scanner.read_value(max_depth);
  scanner.skip_space();
  if (value && scanner.done()) return *value;
  return Error{fmt::format("not JSON: unexpected byte at offset {}", scanner.offset()),
               fmt::format("JSON nests at most {} deep here", max_depth)};
}

std::vector<Token> find_all(const Token& root, std::string_view pointer) {
  std::vector<Token> found;
  collect(root, pointer, found);
  return found;
}

std::optional<Token> find(const Token& root, std::string_view pointer) {
  const auto found = find_all(root, pointer);
  if (found.empty()) return std::nullopt;
  return found.front();
}

std::vector<Member> members(const Token& object) {
  std::vector<Member> found;
  Scanner(object.raw).read_members(found, max_depth);
  return found;
}

std::optional<Object> parse_object(ByteView document) {
  Scanner scanner(document);
  scanner.skip_space();
  const auto start = scanner.offset();
  Object object{.token = {Kind::object, {}}, .members = {}};
  if (!scanner.read_members(object.members, max_depth)) return std::nullopt;
  object.token.raw = document.substr(start, scanner.offset() - start);
  scanner.skip_space();
  return scanner.done() ? std::optional(std::move(object)) : std::nullopt;
}

}  // namespace hookctl::json
