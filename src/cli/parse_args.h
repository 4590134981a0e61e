#pragma once

#include <functional>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "cli/option.h"

namespace hookctl::cli {

/// What the command line of one command says: the values by option name and by argument name, in the order given.
/// A flag's value is `true`, or the word after its `=`.
struct Given {
  std::map<std::string, std::vector<std::string>, std::less<>> options = {};
  std::map<std::string, std::vector<std::string>, std::less<>> arguments = {};
};

/// Reads the words after a command's name. Fails on an unknown option, a missing value or argument, and on too many
/// arguments; values are never repeated in a message, because any of them might be a secret.
Result<Given> parse_args(const Command& command, std::span<const std::string> words);

}  // namespace hookctl::cli
