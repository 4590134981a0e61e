#include "cli/settings.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "base/units.h"

namespace hookctl::cli {

const SettingValue* Settings::find(std::string_view name) const {
  if (find_option(*command_, name) == nullptr) {
    throw std::logic_error(fmt::format("'{}' does not declare the option '{}'", command_->name, name));
  }
  const auto found = resolved_.values.find(name);
  return found == resolved_.values.end() ? nullptr : &found->second;
}

const std::string& Settings::needed(std::string_view name) const {
  const auto* value = find(name);
  if (value == nullptr) throw std::logic_error(fmt::format("the option '{}' has no default", name));
  return value->texts.back();
}

bool Settings::flag(std::string_view name) const {
  const auto* value = find(name);
  return value != nullptr && value->texts.back() == "true";
}

std::optional<std::string> Settings::text(std::string_view name) const {
  const auto* value = find(name);
  if (value == nullptr) return std::nullopt;
  return value->texts.back();
}

std::vector<std::string> Settings::all(std::string_view name) const {
  const auto* value = find(name);
  if (value == nullptr) return {};
  return value->texts;
}

bool Settings::given(std::string_view name) const { return source(name).origin != Origin::fallback; }

Source Settings::source(std::string_view name) const {
  const auto* value = find(name);
  if (value == nullptr) return {};
  return value->source;
}

Error Settings::blame(std::string_view name, const Error& error) const {
  return {fmt::format("{}: {}", source(name).place, error.message), error.hint, error.fault};
}

Result<Millis> Settings::duration(std::string_view name) const {
  const auto value = parse_duration(needed(name));
  if (!value) return blame(name, value.error());
  return value;
}

Result<std::uint64_t> Settings::size(std::string_view name) const {
  const auto value = parse_size(needed(name));
  if (!value) return blame(name, value.error());
  return value;
}

Result<std::uint64_t> Settings::number(std::string_view name, std::uint64_t low, std::uint64_t high) const {
  const auto value = parse_number(needed(name), low, high);
  if (!value) return blame(name, value.error());
  return value;
}

std::optional<std::string> Settings::argument(std::string_view name) const {
  const auto values = arguments(name);
  if (values.empty()) return std::nullopt;
  return values.front();
}

std::vector<std::string> Settings::arguments(std::string_view name) const {
  const auto& declared = command_->arguments;
  if (std::none_of(declared.begin(), declared.end(), [&](const Argument& one) { return one.name == name; })) {
    throw std::logic_error(fmt::format("'{}' does not declare the argument '{}'", command_->name, name));
  }
  const auto found = resolved_.arguments.find(name);
  if (found == resolved_.arguments.end()) return {};
  return found->second;
}

}  // namespace hookctl::cli
