#pragma once

#include <string>

#include "base/fd.h"
#include "base/result.h"
#include "capture/capture.h"
#include "capture/decode.h"
#include "capture/visit_captures.h"

namespace hookctl::capture {

/// A log whose captures are read one by one, in any order, in memory for one.
class RecordFile {
 public:
  /// Fails when the log cannot be opened.
  static Result<RecordFile> open(const std::string& path);

  /// The capture that stands there. Fails when the file does not hold it any more.
  Result<Capture> read(Extent extent);

 private:
  RecordFile(std::string path, Fd file) : path_(std::move(path)), file_(std::move(file)) {}

  std::string path_;
  Fd file_;
  Decoder decoder_ = {};
  Bytes line_ = {};
};

}  // namespace hookctl::capture
