#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace hookctl::cli {

/// One setting of a file: the texts of its value (several for an array) and where it stands.
struct FileEntry {
  enum class Kind { text, boolean, list };
  std::string key;
  Kind kind;
  std::vector<std::string> values = {};
  std::size_t line = 0;
};

/// The settings of one command, or of all (`command` is empty).
struct FileSection {
  std::string command = {};
  std::size_t line = 0;
  std::vector<FileEntry> entries = {};
};

/// JSON text that another room will read, comments included, with the place it was cut from.
struct RawJson {
  std::string file;
  std::size_t line = 0;
  std::string text = {};
};

/// `hookctl.json`, or the user's `config.json`: options as on the command line, for every command that has them, or in
/// an object named like a command for that one alone. Comments are allowed.
///
///     { "provider": "stripe", "secret-env": "STRIPE_SECRET",   // for all
///       "listen": { "port": 9000 } }                           // for one
struct ProjectFile {
  std::string name;  // as messages show it
  std::vector<FileSection> sections = {};
  std::optional<RawJson> providers = {};  // the value of the reserved key `providers`

  std::string place(std::size_t line) const;
};

/// Reads the text of a file. An error names the file and the line, and never repeats a value.
Result<ProjectFile> parse_project_file(std::string_view text, std::string name);

/// Reads a file; one that is not there is nothing. `name` is how messages call it.
Result<std::optional<ProjectFile>> read_project_file(const std::string& path, std::string name);

}  // namespace hookctl::cli
