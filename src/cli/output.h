#pragma once

#include <string>

#include "base/bytes.h"
#include "base/clock.h"

namespace hookctl::cli {

/// A stream of bytes to the outside: standard output, standard error, or a text that a test reads.
/// Nothing is buffered, so a line is out when `write` returns.
class Output {
 public:
  explicit Output(int descriptor);
  explicit Output(std::string& text) : text_(&text) {}

  /// Writes all bytes. After a failure it does nothing.
  void write(ByteView bytes);

  /// Waits until the reader takes bytes again, or for good; false when the time is up first.
  bool is_ready(Millis within) const;

  /// The reader went away, seen without writing anything. Any thread may ask.
  bool is_abandoned() const;

  /// The reader went away (a closed pipe): there is nobody left to write for.
  bool closed() const;
  /// The `errno` of the write that failed, or 0; a closed pipe counts.
  int problem() const { return problem_; }
  bool is_terminal() const { return terminal_; }

 private:
  int descriptor_ = -1;
  std::string* text_ = nullptr;
  int problem_ = 0;
  bool terminal_ = false;
};

}  // namespace hookctl::cli
