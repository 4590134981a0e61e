#pragma once

#include <random>
#include <string>

#include "capture/capture.h"
#include "capture/encode.h"

namespace hookctl::capture::samples {

/// The line of a record.
template <typename Record>
std::string line_of(const Record& record) {
  std::string line;
  append_record(line, record);
  return line;
}

/// A capture with every member set.
Capture full_capture();

/// A small capture with a sequence number and an id that tell it apart: `01JDA7ZZZZZZZZZZZZZZZZZ003`.
Capture small_capture(std::uint64_t seq);

/// A small capture of an event of `bfl`.
Capture event_capture(std::uint64_t seq, std::string event_id, Instant at, std::optional<int> status);

/// A capture full of odd bytes in every member that can hold them.
Capture random_capture(std::mt19937& random);

/// Bytes drawn from text, controls, UTF-8 and broken UTF-8 alike.
Bytes random_bytes(std::mt19937& random, std::size_t longest);

}  // namespace hookctl::capture::samples
