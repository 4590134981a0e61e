#pragma once

#include <memory>
#include <variant>

#include "base/result.h"
#include "capture/capture.h"

namespace hookctl::capture {

/// A line of a log that carries nothing hookctl knows: a record type or a format of a later version.
struct Unknown {
  std::string type;
};

using Record = std::variant<Capture, Outcome, Refused, Unknown>;

/// Reads the lines of capture logs and keeps its memory from one to the next.
class Decoder {
 public:
  Decoder();
  Decoder(Decoder&&) noexcept;
  Decoder& operator=(Decoder&&) noexcept;
  ~Decoder();

  /// Reads one line (with or without its newline), which is I-JSON (RFC 7493: UTF-8, no lone surrogates, numbers that
  /// fit 64 bits or a double). Unknown members are ignored; the body's length and hash are checked; a record that is
  /// not JSON, lacks a member or fails its hash is an error that says which.
  Result<Record> decode(ByteView line);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Reads a single line.
Result<Record> decode_record(ByteView line);

}  // namespace hookctl::capture
