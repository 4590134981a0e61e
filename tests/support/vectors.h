#pragma once

#include <string>
#include <vector>

#include "base/clock.h"
#include "signature/keys.h"
#include "webhook/request.h"

namespace hookctl::test {

/// One delivery of tests/vectors/<provider>.txt.
struct Vector {
  std::string source;  // where it was published, or the command it was made by
  std::string provider;
  signature::Keys keys;
  Request request;
  Instant now = {};
  std::string expect;  // `verified valid`
};

/// The deliveries of a provider's file; none when there is no such file. A line that is not understood fails the test.
std::vector<Vector> read_vectors(const std::string& provider);

}  // namespace hookctl::test
