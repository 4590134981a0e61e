#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "base/bytes.h"
#include "base/result.h"

namespace hookctl::capture {

/// The longest line that is read into memory; no record that hookctl writes comes near it.
inline constexpr std::size_t longest_line = std::size_t{1} << 30;

/// What ended a line.
enum class Ending { newline, end_of_file };

/// One line of a file without its newline; the bytes are valid until the next line is read. Of a line that is too long
/// there are none.
struct Line {
  std::size_t number = 0;    // from 1
  std::uint64_t offset = 0;  // of its first byte in the file
  ByteView text = {};
  Ending ending = Ending::newline;
  bool too_long = false;
};

/// Splits what a descriptor yields into lines, in memory for a block and the longest line.
class LineReader {
 public:
  LineReader(int descriptor, std::size_t longest) : descriptor_(descriptor), longest_(longest) {}

  /// The next line, or none at the end. Fails when the system cannot read.
  Result<std::optional<Line>> next();

 private:
  Result<std::size_t> read_block();

  int descriptor_;
  std::size_t longest_;
  std::string buffer_ = {};
  std::size_t next_ = 0;      // where the next line starts in the buffer
  std::uint64_t offset_ = 0;  // where it starts in the file
  std::size_t number_ = 0;
};

}  // namespace hookctl::capture
