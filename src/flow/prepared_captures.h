#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "flow/prepared.h"
#include "flow/recordings.h"
#include "provider/detect.h"

namespace hookctl::flow {

/// The captures of a replay, each made ready when its turn comes. One stays at hand for the turns after it that are
/// about it, too; where all of them come again, as many stay as fit into 16 MiB. The recordings and options outlive it.
class PreparedCaptures {
 public:
  PreparedCaptures(Recordings& recordings, const ReplayOptions& options);

  /// Fails when the capture cannot be read any more or its body not be edited.
  Result<std::shared_ptr<Prepared>> of(std::size_t recording);

 private:
  using Shared = std::shared_ptr<Prepared>;

  Recordings& recordings_;
  const ReplayOptions& options_;
  provider::Detector detector_;
  std::size_t room_;
  std::vector<Shared> kept_ = {};  // by recording; null: not kept
  std::size_t last_ = 0;
  Shared at_hand_ = {};  // the last one
};

}  // namespace hookctl::flow
