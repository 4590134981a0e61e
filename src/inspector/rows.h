#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "capture/capture.h"
#include "capture/log_follower.h"

namespace hookctl::inspector {

/// A capture as lists show it: without headers and body, which stay in the log.
struct Row {
  capture::Capture capture;
  std::size_t body_size = 0;
  capture::LogPlace place = {};
  std::vector<capture::LogPlace> outcomes = {};
};

/// The captures of a log in its order, a few hundred bytes each, and what they have in common.
class Rows {
 public:
  static constexpr std::uint32_t none = UINT32_MAX;

  /// Takes the next record of the log, or what is wrong with it.
  void add(capture::LogPlace place, Result<capture::Record>&& record);

  /// Takes note of how long the answer to a capture took; false where it is not there.
  bool note(std::string_view id, Micros took);

  const std::deque<Row>& captures() const { return captures_; }
  /// The position of the capture of that id, or `none`.
  std::uint32_t find(std::string_view id) const;
  /// The positions of the attempts of the event that this capture is of; only its own where it has no event.
  std::vector<std::uint32_t> attempts_of(std::uint32_t position) const;
  /// For each record of the log, the position of the capture that it is of or says more about, or `none`.
  const std::deque<std::uint32_t>& by_record() const { return by_record_; }
  std::uint64_t refused() const { return refused_; }
  std::uint64_t damaged() const { return damaged_; }
  /// How often a capture was told more about.
  std::uint64_t updates() const { return updates_; }

 private:
  std::uint32_t add(capture::LogPlace place, capture::Capture&& capture);
  std::uint32_t add(capture::LogPlace place, capture::Outcome&& outcome);

  std::deque<Row> captures_ = {};
  std::deque<std::uint32_t> by_record_ = {};
  std::unordered_map<std::string, std::uint32_t> by_id_ = {};
  std::unordered_map<std::string, std::vector<std::uint32_t>> by_event_ = {};
  std::uint64_t refused_ = 0;
  std::uint64_t damaged_ = 0;
  std::uint64_t updates_ = 0;
};

}  // namespace hookctl::inspector
