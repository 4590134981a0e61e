#pragma once

#include <optional>
#include <stop_token>

#include "base/bytes.h"
#include "base/result.h"

namespace hookctl::cli {

/// Standard input, or the bytes a test puts there. It can be read once.
class Input {
 public:
  explicit Input(int descriptor) : descriptor_(descriptor) {}
  explicit Input(Bytes bytes) : bytes_(std::move(bytes)) {}

  /// Everything up to the end of the input. A second call is a usage error: two options cannot both be `-`.
  /// Ends early with an error (environment) when `stop` is requested.
  Result<Bytes> read_all(const std::stop_token& stop);

 private:
  int descriptor_ = -1;
  std::optional<Bytes> bytes_ = {};
  bool used_ = false;
};

}  // namespace hookctl::cli
