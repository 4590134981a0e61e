#pragma once

#include <string>
#include <vector>

#include "support/folder.h"
#include "support/program.h"

namespace hookctl::test {

/// The built program at home in a folder: it starts there, finds its settings there, and sees none of this machine's
/// settings, secrets or wishes for colour.
Program hookctl(const Folder& home, const std::vector<std::string>& arguments);

}  // namespace hookctl::test
