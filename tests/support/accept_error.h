#pragma once

namespace hookctl::test {

/// Lets the next calls of `accept` in this program fail with an error of the system, then work again.
void fail_accept(int error, int times);

/// How many calls of `accept` are still to fail.
int failures_of_accept_left();

}  // namespace hookctl::test
