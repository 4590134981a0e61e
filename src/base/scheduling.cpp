#include "base/scheduling.h"

#include <linux/sched.h>
#include <linux/sched/types.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace hookctl {
namespace {

/// In nanoseconds; Linux takes none that is shorter.
constexpr __u64 shortest_slice = 100'000;

/// Leaves the nice value as it is, and a policy that the user has chosen (`chrt --idle`). No slice: the usual one.
void set(__u32 policy, __u64 slice) {
  sched_attr attributes{};
  if (::syscall(SYS_sched_getattr, 0, &attributes, sizeof attributes, 0) != 0) return;
  if (attributes.sched_policy != SCHED_NORMAL && attributes.sched_policy != SCHED_BATCH) return;
  attributes.sched_policy = policy;
  attributes.sched_runtime = slice;
  ::syscall(SYS_sched_setattr, 0, &attributes, 0);
}

}  // namespace

void prefer_throughput() { set(SCHED_BATCH, 0); }

void prefer_latency() { set(SCHED_NORMAL, shortest_slice); }

}  // namespace hookctl
