#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "cli/option.h"
#include "cli/project_file.h"

namespace hookctl::cli {

/// Who gave a value; an earlier one beats a later one.
enum class Origin { flag, environment, project, user, fallback };

/// Who gave a value, and how a message names the place: `--port`, `HOOKCTL_PORT`, `hookctl.json:7`.
struct Source {
  Origin origin = Origin::fallback;
  std::string place = {};
};

/// The texts of an option and where they are from.
struct SettingValue {
  Source source;
  std::vector<std::string> texts;
};

/// What `resolve_settings` finds out about a command's options and arguments.
struct Resolved {
  std::map<std::string, SettingValue, std::less<>> values = {};
  std::map<std::string, std::vector<std::string>, std::less<>> arguments = {};
  std::vector<RawJson> provider_rows = {};
};

/// The values of one command, resolved: flag, environment HOOKCTL_<OPTION>, ./hookctl.json, the user's config.json,
/// default. Options are asked for by name (`forward-to`), arguments by theirs (`FILE`); to ask for one that the command
/// does not declare throws `std::logic_error`.
class Settings {
 public:
  Settings(const Command& command, Resolved resolved) : command_(&command), resolved_(std::move(resolved)) {}

  /// Whether a flag is set.
  bool flag(std::string_view name) const;
  /// The value of an option, its default included; nothing where there is neither. Of several values the last.
  std::optional<std::string> text(std::string_view name) const;
  /// All values of a repeatable option: those of the first source that gives any.
  std::vector<std::string> all(std::string_view name) const;
  /// Whether any source gives the option; its default does not count.
  bool given(std::string_view name) const;
  /// Where the option's value is from.
  Source source(std::string_view name) const;
  /// An error about the option's value that begins with the place it is from: `HOOKCTL_PORT: cannot use 'x' here`.
  Error blame(std::string_view name, const Error& error) const;

  /// The value of an option as a duration, a size or a number; an error names the place of the value. The option needs
  /// a default, or must be `given`.
  Result<Millis> duration(std::string_view name) const;
  Result<std::uint64_t> size(std::string_view name) const;
  Result<std::uint64_t> number(std::string_view name, std::uint64_t low, std::uint64_t high) const;

  /// The first value of an argument, or all of them.
  std::optional<std::string> argument(std::string_view name) const;
  std::vector<std::string> arguments(std::string_view name) const;

  /// The values of `providers` in the project's and the user's file, in this order.
  const std::vector<RawJson>& provider_rows() const { return resolved_.provider_rows; }

 private:
  const SettingValue* find(std::string_view name) const;
  const std::string& needed(std::string_view name) const;

  const Command* command_;
  Resolved resolved_;
};

}  // namespace hookctl::cli
