#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "capture/log_writer.h"

namespace hookctl::flow {

/// Where a listener's records go. Trouble with the disk is told when it begins and when it ends, not with every record.
class RecordStore {
 public:
  RecordStore(capture::LogWriter log, std::function<void(const Error&)> trouble)
      : log_(std::move(log)), trouble_(std::move(trouble)) {}

  /// Stores whole records, after those that are still owed; says whether they are stored now.
  bool store(std::string_view records);

  /// The same for records whose answers leave in any case: what the disk does not take is owed until it does.
  void store_or_owe(std::string_view records);

 private:
  capture::LogWriter log_;
  std::function<void(const Error&)> trouble_;
  std::string owed_ = {};
  bool in_trouble_ = false;
};

}  // namespace hookctl::flow
