#include "base/json_rewrite.h"

#include <algorithm>
#include <vector>

#include "base/json.h"
#include "base/json_letters.h"

namespace hookctl::json {
namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/// What stands between tokens in a style.
struct Gaps {
  std::string_view indent;  // empty: everything on one line
  std::string_view after_colon;
  std::string_view after_comma;
};

Gaps gaps_of(Spacing spacing) {
  switch (spacing) {
    case Spacing::as_is:
    case Spacing::compact:
      return {"", "", ""};
    case Spacing::python:
      return {"", " ", " "};
    case Spacing::two_spaces:
      return {"  ", " ", ""};
    case Spacing::four_spaces:
      return {"    ", " ", ""};
    case Spacing::tab:
      return {"\t", " ", ""};
  }
  return {};
}

/// One item of an array or object while it is sorted: the space around it belongs to the place, not to the item.
struct Item {
  Bytes key;
  Bytes text;
};

/// Writes a document that is known to be JSON anew.
class Writer {
 public:
  Writer(ByteView text, const Style& style) : rest_(text), style_(style), gaps_(gaps_of(style.spacing)) {}

  Bytes write() {
    Bytes out;
    append_space(out);
    append_value(out, 0);
    append_space(out);
    return out;
  }

 private:
  bool keeps_space() const { return style_.spacing == Spacing::as_is; }

  void append_space(Bytes& out) {
    std::size_t size = 0;
    while (size < rest_.size() && is_space(rest_[size])) ++size;
    if (keeps_space()) out += rest_.substr(0, size);
    rest_.remove_prefix(size);
  }

  void append_line(Bytes& out, int depth) const {
    if (gaps_.indent.empty()) return;
    out += '\n';
    for (int i = 0; i < depth; ++i) out += gaps_.indent;
  }

  void append_value(Bytes& out, int depth) {
    switch (rest_.front()) {
      case '{':
        return append_list(out, '}', depth);
      case '[':
        return append_list(out, ']', depth);
      case '"':
        return append_restyled(out, take_string(), style_);
      default:
        return append_scalar(out);
    }
  }

  void append_scalar(Bytes& out) {
    const auto size = std::min(rest_.find_first_of(",]} \t\r\n"), rest_.size());
    const auto raw = rest_.substr(0, size);
    rest_.remove_prefix(size);
    const bool number = raw.front() == '-' || (raw.front() >= '0' && raw.front() <= '9');
    if (!number) {
      out += raw;
      return;
    }
    const bool meant = !style_.only_number || *style_.only_number == numbers_;
    append_number(out, raw, meant ? style_.numbers : Numbers::as_is);
    ++numbers_;
  }

  ByteView take_string() {
    std::size_t end = 1;
    while (rest_[end] != '"') end += rest_[end] == '\\' ? 2 : 1;
    const auto raw = rest_.substr(0, end + 1);
    rest_.remove_prefix(end + 1);
    return raw;
  }

  void append_list(Bytes& out, char close, int depth) {
    out += rest_.front();
    rest_.remove_prefix(1);
    append_space(out);
    if (rest_.front() != close) {
      if (style_.order == Order::sorted && close == '}') {
        append_sorted(out, depth + 1);
      } else {
        append_items(out, close, depth + 1);
      }
      append_line(out, depth);
    }
    out += close;
    rest_.remove_prefix(1);
  }

  void append_items(Bytes& out, char close, int depth) {
    while (true) {
      append_line(out, depth);
      if (close == '}') append_key(out);
      append_value(out, depth);
      append_space(out);
      if (rest_.front() == close) return;
      append_comma(out);
    }
  }

  void append_sorted(Bytes& out, int depth) {
    std::vector<Item> items;
    std::vector<Bytes> gaps;  // what follows the item at each place
    while (true) {
      Item item;
      const auto quoted = append_key(item.text);
      item.key = text_of({Kind::string, quoted});
      append_value(item.text, depth);
      items.push_back(std::move(item));
      append_space(gaps.emplace_back());
      if (rest_.front() == '}') break;
      append_comma(gaps.back());
    }
    std::stable_sort(items.begin(), items.end(), [](const Item& a, const Item& b) { return a.key < b.key; });
    for (std::size_t i = 0; i < items.size(); ++i) {
      append_line(out, depth);
      out.append(items[i].text).append(gaps[i]);
    }
  }

  /// Writes `"key": ` and yields the key as it stands in the document.
  ByteView append_key(Bytes& out) {
    const auto raw = take_string();
    append_restyled(out, raw, style_);
    append_space(out);
    rest_.remove_prefix(1);
    out += ':';
    out += gaps_.after_colon;
    append_space(out);
    return raw;
  }

  void append_comma(Bytes& out) {
    rest_.remove_prefix(1);
    out += ',';
    out += gaps_.after_comma;
    append_space(out);
  }

  ByteView rest_;
  const Style& style_;
  Gaps gaps_;
  std::size_t numbers_ = 0;
};

}  // namespace

std::optional<Bytes> rewritten(ByteView document, const Style& style) {
  if (!parse(document)) return std::nullopt;
  return Writer(document, style).write();
}

}  // namespace hookctl::json
