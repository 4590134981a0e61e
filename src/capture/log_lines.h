#pragma once

#include <optional>
#include <string>
#include <utility>

#include "base/fd.h"
#include "base/result.h"
#include "capture/decode.h"
#include "capture/line_reader.h"

namespace hookctl::capture {

/// The lines of a log, one after the other; empty ones are passed over.
class LogLines {
 public:
  /// Fails when the file cannot be opened (usage error, says what to do).
  static Result<LogLines> open(const std::string& path);

  /// The next line, or none at the end; its bytes are valid until the one after. Fails when the system cannot read.
  Result<std::optional<Line>> next();

 private:
  LogLines(std::string path, Fd file)
      : path_(std::move(path)), file_(std::move(file)), lines_(file_.get(), longest_line) {}

  std::string path_;
  Fd file_;
  LineReader lines_;
};

/// The record of a line, or what is wrong with it.
Result<Record> read_line(Decoder& decoder, const Line& line);

}  // namespace hookctl::capture
