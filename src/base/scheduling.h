#pragma once

namespace hookctl {

/// The thread that calls lets others finish what they run when it has work again, and then finds more of it at once.
/// For threads whose results wait for something slower anyway. (SCHED_BATCH, see sched(7).)
void prefer_throughput();

/// The thread that calls runs as soon as it may: for threads that mostly wait and need little time in between. Linux
/// knows this from 6.12 on (a short slice, see sched_setattr(2)); earlier ones run it like any other.
void prefer_latency();

}  // namespace hookctl
