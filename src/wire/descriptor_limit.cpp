#include "wire/descriptor_limit.h"

#include <sys/resource.h>

#include <algorithm>

namespace hookctl::wire {
namespace {

/// Descriptors beside the connections: the log, forwarded requests, the inspector.
constexpr rlim_t spare_descriptors = 1024;

}  // namespace

void allow_connections(std::size_t connections) {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  const auto wanted = std::min<rlim_t>(limit.rlim_max, connections + spare_descriptors);
  if (limit.rlim_cur >= wanted) return;
  limit.rlim_cur = wanted;
  setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace hookctl::wire
