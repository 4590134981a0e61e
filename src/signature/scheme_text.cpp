#include "signature/scheme_text.h"

#include <fmt/format.h>

#include <array>
#include <optional>
#include <vector>

#include "base/text.h"
#include "base/units.h"
#include "signature/input.h"
#include "signature/scheme_words.h"

namespace hookctl::signature {
namespace {

constexpr std::string_view default_id_header = "X-Id";
constexpr std::string_view default_timestamp_header = "X-Timestamp";
constexpr std::string_view default_timestamp_field = "t";
constexpr std::string_view field_mark = "field:";

Error wrong(std::string message) {
  return {"--scheme: " + message,
          R"(write it like: hmac-sha256 hex "{ts}.{body}" X-Signature prefix=v1= ts=X-Timestamp tolerance=300s)"};
}

template <typename Words>
Error wrong_word(std::string_view what, std::string_view word, const Words& words) {
  return wrong(fmt::format("unknown {} '{}'; {}", what, escape_for_terminal(word), did_you_mean(word, words)));
}

/// The words of the line; what stands in quotes may hold spaces and escapes.
Result<std::vector<std::string>> split_words(std::string_view text) {
  std::vector<std::string> words;
  bool in_quotes = false;
  bool in_word = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (!in_quotes && (c == ' ' || c == '\t')) {
      in_word = false;
      continue;
    }
    if (!in_word) words.emplace_back();
    in_word = true;
    if (c == '"') {
      in_quotes = !in_quotes;
    } else if (in_quotes && c == '\\' && i + 1 < text.size()) {
      const char escaped = text[++i];
      words.back() += escaped == 'n' ? '\n' : escaped == 't' ? '\t' : escaped;
    } else {
      words.back() += c;
    }
  }
  if (in_quotes) return wrong("a quote has no end");
  return words;
}

bool is_header_name(std::string_view name) {
  constexpr std::string_view extra = "!#$%&'*+-.^_`|~";
  for (const char c : name) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (!letter && extra.find(c) == extra.npos) return false;
  }
  return !name.empty();
}

/// A header, or a member of the body where the word begins with `/`.
Result<Place> read_place(OwnedScheme& owned, std::string_view word) {
  if (word.starts_with('/')) return Place{.pointer = owned.keep(std::string(word))};
  if (is_header_name(word)) return Place{.header = owned.keep(std::string(word))};
  return wrong(fmt::format("'{}' is not the name of a header", escape_for_terminal(word)));
}

using Value = std::string_view;

template <typename Words, typename Target>
Result<void> set_word(const Words& words, std::string_view what, Value word, Target& target) {
  const auto value = value_of(words, word);
  if (!value) return wrong_word(what, word, words_of(words));
  target = *value;
  return {};
}

Result<void> set_place(OwnedScheme& owned, Value word, Place& target) {
  const auto place = read_place(owned, word);
  if (!place) return place.error();
  target = *place;
  return {};
}

Result<void> set_seconds(std::string_view option, Value word, std::optional<Seconds>& target) {
  target.reset();
  if (word == "any") return {};
  const auto allowed = parse_duration(word);
  if (!allowed) return wrong(fmt::format("{}={}: {}", option, escape_for_terminal(word), allowed.error().message));
  target = std::chrono::ceil<Seconds>(*allowed);
  return {};
}

/// One option of the line: how its value changes the scheme.
struct Setting {
  std::string_view name;
  Result<void> (*set)(OwnedScheme& owned, Value value);
};

constexpr std::array settings{
    Setting{"prefix",
            [](OwnedScheme& owned, Value value) -> Result<void> {
              owned.scheme.prefix = owned.keep(std::string(value));
              return {};
            }},
    Setting{"key",
            [](OwnedScheme& owned, Value value) { return set_word(key_words, "key rule", value, owned.scheme.key); }},
    Setting{"id", [](OwnedScheme& owned, Value value) { return set_place(owned, value, owned.scheme.id); }},
    Setting{"ts",
            [](OwnedScheme& owned, Value value) -> Result<void> {
              if (!value.starts_with(field_mark)) return set_place(owned, value, owned.scheme.timestamp);
              owned.scheme.timestamp_field = owned.keep(std::string(value.substr(field_mark.size())));
              return {};
            }},
    Setting{"unit",
            [](OwnedScheme& owned, Value value) { return set_word(unit_words, "unit", value, owned.scheme.unit); }},
    Setting{"layout", [](OwnedScheme& owned,
                         Value value) { return set_word(layout_words, "layout", value, owned.scheme.layout); }},
    Setting{"separator",
            [](OwnedScheme& owned, Value value) -> Result<void> {
              if (value.size() != 1) return wrong("separator= takes one character, a space as \" \"");
              owned.scheme.separator = value.front();
              return {};
            }},
    Setting{"field",
            [](OwnedScheme& owned, Value value) -> Result<void> {
              owned.scheme.field = owned.keep(std::string(value));
              return {};
            }},
    Setting{"tolerance",
            [](OwnedScheme& owned, Value value) -> Result<void> {
              auto& tolerance = owned.scheme.tolerance;
              if (const auto past = set_seconds("tolerance", value, tolerance.past); !past) return past;
              tolerance.future = tolerance.past;
              return {};
            }},
    Setting{"past",
            [](OwnedScheme& owned, Value value) { return set_seconds("past", value, owned.scheme.tolerance.past); }},
    Setting{"future", [](OwnedScheme& owned,
                         Value value) { return set_seconds("future", value, owned.scheme.tolerance.future); }},
};

Result<void> read_setting(OwnedScheme& owned, std::string_view word) {
  const auto equals = word.find('=');
  const auto name = word.substr(0, equals);
  std::vector<std::string_view> known;
  for (const auto& setting : settings) {
    if (setting.name == name && equals != word.npos) return setting.set(owned, word.substr(equals + 1));
    known.push_back(setting.name);
  }
  return wrong_word("option", name, known);
}

Result<Algorithm> read_algorithm(std::string_view word) {
  if (const auto algorithm = algorithm_named(word)) return *algorithm;
  return wrong_word("algorithm", word, algorithm_names());
}

/// Gives a signed id and time a place where the line names none.
void fill_gaps(Scheme& scheme, bool separator_given) {
  if (scheme.layout == Layout::fields && !separator_given) scheme.separator = ',';
  if (scheme.id.empty() && scheme.input.find("{id}") != scheme.input.npos) scheme.id.header = default_id_header;
  const bool has_time = !scheme.timestamp.empty() || !scheme.timestamp_field.empty();
  if (has_time || scheme.input.find("{ts}") == scheme.input.npos) return;
  if (scheme.layout == Layout::fields) {
    scheme.timestamp_field = default_timestamp_field;
  } else {
    scheme.timestamp.header = default_timestamp_header;
  }
}

Result<void> check_whole(const Scheme& scheme) {
  const bool fields = scheme.layout == Layout::fields;
  if (fields && scheme.field.empty()) return wrong("layout=fields needs field=, the name that holds the signature");
  if (!fields && !scheme.field.empty()) return wrong("field= needs layout=fields");
  if (!fields && !scheme.timestamp_field.empty()) return wrong("ts=field: needs layout=fields");
  return {};
}

}  // namespace

Result<OwnedScheme> parse_scheme(std::string_view text) {
  const auto words = split_words(text);
  if (!words) return words.error();
  if (words->size() < 4)
    return wrong("it needs an algorithm, an encoding, the signed input and a header, in this order");

  OwnedScheme owned;
  owned.scheme.name = "custom";
  const auto algorithm = read_algorithm((*words)[0]);
  if (!algorithm) return algorithm.error();
  owned.scheme.algorithm = *algorithm;
  if (const auto set = set_word(encoding_words, "encoding", (*words)[1], owned.scheme.encoding); !set)
    return set.error();
  if (const auto sound = check_input((*words)[2]); !sound)
    return wrong(sound.error().message + "; " + sound.error().hint);
  owned.scheme.input = owned.keep((*words)[2]);
  if (const auto set = set_place(owned, (*words)[3], owned.scheme.signature); !set) return set.error();

  bool separator_given = false;
  for (std::size_t i = 4; i < words->size(); ++i) {
    const auto& word = (*words)[i];
    if (const auto read = read_setting(owned, word); !read) return read.error();
    separator_given = separator_given || word.starts_with("separator=");
  }
  fill_gaps(owned.scheme, separator_given);
  if (const auto sound = check_whole(owned.scheme); !sound) return sound.error();
  return owned;
}

}  // namespace hookctl::signature
