#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "capture/capture.h"
#include "capture/fixture.h"

namespace hookctl::inspector {

/// Which captures somebody marked, and what answer is right for each of them. Marks are of this run: the log is never
/// written to; a fixture of the capture keeps what its mark expects.
class Marks {
 public:
  /// Marks a capture; a status that is empty is 2xx. Fails for what cannot be read.
  Result<void> set(std::string_view id, capture::Expected expected);
  void remove(std::string_view id);

  /// What is expected for a capture; nothing where it is not marked.
  std::optional<capture::Expected> find(std::string_view id) const;

  /// Whether what was recorded of an answer is as expected: its status and how long it took, as far as that is known.
  /// Nothing where the capture is not marked, or not answered yet.
  std::optional<bool> judge(const capture::Capture& capture) const;

 private:
  mutable std::mutex mutex_ = {};
  std::map<std::string, capture::Expected, std::less<>> expected_ = {};
};

}  // namespace hookctl::inspector
