#pragma once

#include <cstring>
#include <initializer_list>
#include <string>
#include <string_view>

namespace hookctl {

/// Adds many short pieces to the end of a text, most of them without a call, as there is room before they come. Until
/// the writer is gone, bytes without meaning follow what was added.
class TextWriter {
 public:
  explicit TextWriter(std::string& text)
      : text_(text), at_(text.data() + text.size()), end_(text.data() + text.size()) {}
  ~TextWriter() { text_.resize(size()); }
  TextWriter(const TextWriter&) = delete;
  TextWriter& operator=(const TextWriter&) = delete;

  void add(char c) {
    *room(1) = c;
    advance(1);
  }
  void add(std::string_view piece) {
    std::memcpy(room(piece.size()), piece.data(), piece.size());
    advance(piece.size());
  }

  void add(std::initializer_list<std::string_view> pieces) {
    for (const auto piece : pieces) add(piece);
  }

  /// A place to write this many bytes to; how many were written is told to `advance`.
  char* room(std::size_t size) {
    if (static_cast<std::size_t>(end_ - at_) < size) [[unlikely]]
      grow(size);
    return at_;
  }
  void advance(std::size_t size) { at_ += size; }

 private:
  std::size_t size() const { return static_cast<std::size_t>(at_ - text_.data()); }
  void grow(std::size_t size);

  std::string& text_;
  char* at_;
  char* end_;
};

}  // namespace hookctl
