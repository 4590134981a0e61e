#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "base/fd.h"
#include "base/result.h"
#include "capture/decode.h"
#include "capture/log_file.h"

namespace hookctl::capture {

/// Where a record stands in its log, in bytes; without its newline.
struct LogPlace {
  std::uint64_t offset = 0;
  std::size_t size = 0;
};

/// What became of a log since it was last looked at: nothing new, further records, or the path names another file, or
/// one that was cut, so that nothing known of it holds any more.
enum class Growth { none, more, replaced };

/// Reads a log while another writes to it.
class LogFollower {
 public:
  using Visit = std::function<void(LogPlace place, Result<Record>&& record)>;

  explicit LogFollower(std::string path) : path_(std::move(path)) {}

  /// Calls `visit` for the records that are new, a few megabytes of them at most; after `replaced` the next call begins
  /// with the first. A record counts once it is whole, with its newline or without. Fails when the file cannot be
  /// opened or read; one that is not there yet has no records.
  Result<Growth> read(const Visit& visit);

 private:
  bool is_replaced() const;
  Result<void> open();
  Result<Growth> visit_lines(ByteView block, const Visit& visit);

  std::string path_;
  Fd file_ = Fd();
  FileState state_ = {};
  std::uint64_t next_ = 0;   // where the first record stands that is not yet read
  std::size_t longest_ = 0;  // the room a record needs that was longer than what is usually read
  Decoder decoder_ = {};
};

/// Reads the records of a log by their places.
class RecordReader {
 public:
  static Result<RecordReader> open(const std::string& path);

  /// The line at a place, as it stands there.
  Result<Bytes> line(LogPlace place) const;
  Result<Record> record(LogPlace place);

 private:
  RecordReader(std::string path, Fd file) : path_(std::move(path)), file_(std::move(file)) {}

  std::string path_;
  Fd file_;
  Decoder decoder_ = {};
};

}  // namespace hookctl::capture
