#include "cli/project_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>

#include "base/json.h"
#include "cli/read_file.h"

namespace hookctl::cli {
namespace {

using Json = nlohmann::json;

/// How far the parser has read.
struct Position {
  std::size_t offset = 0;
  std::size_t line = 1;
};

/// Walks over the text and tells where it is; the parser's events carry no position of their own.
struct CountingIterator {
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  const char* at;
  Position* position;

  reference operator*() const { return *at; }
  CountingIterator& operator++() {
    if (*at == '\n') ++position->line;
    ++position->offset;
    ++at;
    return *this;
  }
  bool operator==(const CountingIterator& other) const { return at == other.at; }
  bool operator!=(const CountingIterator& other) const { return at != other.at; }
};

/// Takes the parser's events and builds a `ProjectFile`, or keeps the first error.
class Reader {
 public:
  Reader(std::string_view text, const Position& position, ProjectFile& file)
      : text_(text), position_(position), file_(file) {
    file_.sections.push_back({});
  }

  const std::optional<Error>& error() const { return error_; }

  bool null() { return in_raw() || refuse(line_, fmt::format("'{}' cannot be null", key_), "leave it out"); }
  bool boolean(bool value) { return scalar(FileEntry::Kind::boolean, value ? "true" : "false"); }
  bool number_integer(Json::number_integer_t value) { return scalar(FileEntry::Kind::text, fmt::to_string(value)); }
  bool number_unsigned(Json::number_unsigned_t value) { return scalar(FileEntry::Kind::text, fmt::to_string(value)); }
  bool number_float(Json::number_float_t, const std::string& text) { return scalar(FileEntry::Kind::text, text); }
  bool string(const std::string& text) { return scalar(FileEntry::Kind::text, text); }
  bool binary(const Json::binary_t&) { return false; }

  bool key(const std::string& key) {
    if (in_raw()) return true;
    key_ = key;
    line_ = position_.line;
    return !is_known() || refuse(line_, fmt::format("'{}' is written twice", key), "delete one of them");
  }

  bool start_object(std::size_t) {
    if (starts_raw()) return open();
    if (depth_ == 1) file_.sections.push_back({key_, line_, {}});
    if (depth_ > 1) return refuse(position_.line, fmt::format("'{}' cannot hold an object", key_), value_hint);
    return open();
  }
  bool end_object() { return close(); }

  bool start_array(std::size_t) {
    if (starts_raw()) return open();
    if (depth_ == 0) return scalar(FileEntry::Kind::list, {});
    if (in_list_) return refuse(position_.line, fmt::format("'{}' cannot hold an array in an array", key_), value_hint);
    in_list_ = true;
    section().entries.push_back({key_, FileEntry::Kind::list, {}, line_});
    return open();
  }
  bool end_array() {
    if (!in_raw()) in_list_ = false;
    return close();
  }

  bool parse_error(std::size_t position, const std::string&, const Json::exception&) {
    const auto read = text_.substr(0, position > 0 ? position - 1 : 0);
    const auto line = 1 + static_cast<std::size_t>(std::count(read.begin(), read.end(), '\n'));
    return refuse(line, "this is not JSON",
                  "names and texts stand in double quotes, commas between; // comments are fine");
  }

 private:
  static constexpr auto value_hint = "a value is a text, a number, true, false, or an array of those";

  bool in_raw() const { return raw_depth_ > 0; }
  bool in_section() const { return depth_ - (in_list_ ? 1 : 0) == 2; }
  FileSection& section() { return in_section() ? file_.sections.back() : file_.sections.front(); }

  bool is_known() {
    const auto& entries = section().entries;
    const auto& sections = file_.sections;
    if (!in_section() && key_ == "providers") return file_.providers.has_value();
    return std::any_of(entries.begin(), entries.end(), [&](const auto& entry) { return entry.key == key_; }) ||
           (!in_section() && std::any_of(sections.begin() + 1, sections.end(),
                                         [&](const auto& section) { return section.command == key_; }));
  }

  bool scalar(FileEntry::Kind kind, std::string text) {
    if (in_raw()) return true;
    if (depth_ == 0) return refuse(position_.line, "the whole file must be one object", "write { \"port\": 9000 }");
    if (depth_ == 1 && key_ == "providers") return refuse(line_, "'providers' holds rows, not one value", {});
    if (in_list_) {
      section().entries.back().values.push_back(std::move(text));
    } else {
      section().entries.push_back({key_, kind, {std::move(text)}, line_});
    }
    return true;
  }

  /// The value of `providers` is not ours to read: only where it begins and ends.
  bool starts_raw() {
    if (in_raw()) return true;
    if (depth_ != 1 || key_ != "providers") return false;
    raw_depth_ = depth_ + 1;
    raw_start_ = position_.offset - 1;
    file_.providers = RawJson{file_.name, line_, {}};
    return true;
  }

  bool open() {
    if (++depth_ <= json::max_depth) return true;
    return refuse(position_.line, fmt::format("JSON nests at most {} deep here", json::max_depth), {});
  }

  bool close() {
    if (depth_ == raw_depth_) {
      file_.providers->text = text_.substr(raw_start_, position_.offset - raw_start_);
      raw_depth_ = 0;
    }
    --depth_;
    return true;
  }

  bool refuse(std::size_t line, std::string_view message, std::string hint) {
    error_ = Error{fmt::format("{}: {}", file_.place(line), message), std::move(hint)};
    return false;
  }

  std::string_view text_;
  const Position& position_;
  ProjectFile& file_;
  std::string key_;
  std::size_t line_ = 0;
  int depth_ = 0;
  bool in_list_ = false;
  int raw_depth_ = 0;
  std::size_t raw_start_ = 0;
  std::optional<Error> error_;
};

}  // namespace

std::string ProjectFile::place(std::size_t line) const { return fmt::format("{}:{}", name, line); }

Result<ProjectFile> parse_project_file(std::string_view text, std::string name) {
  ProjectFile file{.name = std::move(name)};
  Position position;
  Reader reader(text, position, file);
  const CountingIterator begin{text.data(), &position};
  const CountingIterator end{text.data() + text.size(), &position};
  constexpr bool strict = true, ignore_comments = true;
  if (Json::sax_parse(begin, end, &reader, nlohmann::detail::input_format_t::json, strict, ignore_comments))
    return file;
  return *reader.error();
}

Result<std::optional<ProjectFile>> read_project_file(const std::string& path, std::string name) {
  if (!exists(path)) return std::optional<ProjectFile>{};
  const auto text = read_file(path);
  if (!text) return text.error();
  auto file = parse_project_file(*text, std::move(name));
  if (!file) return file.error();
  return std::optional{*std::move(file)};
}

}  // namespace hookctl::cli
