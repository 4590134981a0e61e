#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace hookctl::test {

/// What one of a program's standard streams is connected to.
enum class Stream { pipe, terminal };

/// A program to start: no shell comes between, so every argument arrives as it is written here.
struct Program {
  std::vector<std::string> argv;  // the first is looked up in PATH
  /// Changes to this process's environment: a value sets a variable, nothing removes it.
  std::map<std::string, std::optional<std::string>> environment = {};
  std::string cwd = {};  // empty: this process's
  Stream in = Stream::pipe;
  Stream out = Stream::pipe;
  Stream err = Stream::pipe;
};

}  // namespace hookctl::test
