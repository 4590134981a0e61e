#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/commands.h"

namespace hookctl::cli {

/// One word that a shell may put where the cursor is.
struct Candidate {
  std::string word;
  std::string description = {};
};

/// The values that only the catalogue and the capture logs know.
struct Suggestions {
  std::function<std::vector<Candidate>()> providers;
  /// The captures of a file as `FILE#1`, `FILE#2` …
  std::function<std::vector<Candidate>(const std::string& file)> captures;
};

/// What the shipped program knows to suggest: the providers of the catalogue and of the settings files, and captures.
Suggestions known_suggestions(const Env& env, Commands commands);

/// The answer to a shell: one candidate a line, `word<TAB>description`; the line `:files` asks it to add file names.
/// `words` is what stands after `hookctl`; the last one is where the cursor is, and may be empty.
std::string complete(Commands commands, std::span<const std::string> words, const Suggestions& suggestions);

}  // namespace hookctl::cli
