#pragma once

#include <fmt/format.h>

#include <charconv>
#include <stdexcept>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "support/process.h"

namespace hookctl::test {

/// Posts a body with `curl` and further arguments of its own; yields the answer's status.
inline int curl(const std::string& url, const std::vector<std::string>& arguments, ByteView body) {
  Program program{
      .argv = {"curl", "-sS", "--max-time", "10", "-o", "/dev/null", "-w", "%{http_code}", "--data-binary", "@-"}};
  program.argv.insert(program.argv.end(), arguments.begin(), arguments.end());
  program.argv.push_back(url);
  const auto finished = run(program, body);
  int status = 0;
  std::from_chars(finished.out.data(), finished.out.data() + finished.out.size(), status);
  if (finished.exit != 0) throw std::runtime_error(fmt::format("curl failed: {}", finished.err));
  return status;
}

}  // namespace hookctl::test
