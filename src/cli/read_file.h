#pragma once

#include <cstddef>
#include <string>

#include "base/bytes.h"
#include "base/result.h"

namespace hookctl::cli {

/// Whether something stands under that name.
bool exists(const std::string& path);

/// At most the first `count` bytes of a file. Fails as `read_file` does.
Result<Bytes> read_beginning(const std::string& path, std::size_t count);

/// The bytes of a file. Fails with the system's reason when it cannot be read.
Result<Bytes> read_file(const std::string& path);

}  // namespace hookctl::cli
