#pragma once

namespace hookctl::cli {

/// Takes the numbers 0, 1 and 2 where the program was started with one of them closed, so that no file opened later
/// gets them: reading and writing such a stream fails instead of touching a capture log.
void occupy_standard_streams();

}  // namespace hookctl::cli
