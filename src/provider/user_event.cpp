#include <array>

#include "base/text.h"
#include "provider/row_draft.h"

namespace hookctl::provider {
namespace {

Result<void> set_pointer(RowDraft& draft, const RowValue& value, std::string_view& target) {
  if (value.is_null()) return {};
  const auto path = value.text();
  if (!path) return path.error();
  target = draft.store.keep(pointer_of(*path));
  return {};
}

Result<void> set_type(RowDraft& draft, const RowValue& value) {
  if (value.is_null()) return {};
  const auto paths = value.text();
  if (!paths) return paths.error();
  draft.row.event.type = draft.store.keep(event_path_of(*paths));
  return {};
}

/// What each status word means; a bare list of words says nothing of that.
Result<void> status_values(RowDraft& draft, const RowValue& value) {
  if (value.is_null() || value.token().kind == json::Kind::array) return {};
  std::vector<StatusWord> words;
  const auto members = value.members();
  if (!members) return members.error();
  for (const auto& each : *members) {
    const auto meaning = each.text();
    if (!meaning) return meaning.error();
    const auto status = parse_status(*meaning);
    if (!status) {
      return each.wrong("unknown status", "known: succeeded, failed, moderated, canceled, progress, other");
    }
    words.push_back({draft.store.keep(std::string(each.name())), *status});
  }
  draft.row.event.statuses = draft.store.keep(std::move(words));
  return {};
}

Result<void> output_paths(RowDraft& draft, const RowValue& value) {
  const auto paths = value.texts();
  if (!paths) return paths.error();
  std::vector<std::string_view> found;
  for (const auto& path : *paths) found.push_back(draft.store.keep(pointer_of(path)));
  draft.row.event.outputs = draft.store.keep(std::move(found));
  return {};
}

constexpr std::array event_members{
    RowMember<RowDraft>{
        "status_path",
        [](RowDraft& draft, const RowValue& value) { return set_pointer(draft, value, draft.row.event.status); }},
    RowMember<RowDraft>{"status_values", status_values},
    RowMember<RowDraft>{"type_path", set_type},
    RowMember<RowDraft>{"subject_path",
                        [](RowDraft& draft, const RowValue& value) {
                          return set_pointer(draft, value, draft.row.event.subject.pointer);
                        }},
    RowMember<RowDraft>{
        "error_path",
        [](RowDraft& draft, const RowValue& value) { return set_pointer(draft, value, draft.row.event.error); }},
    RowMember<RowDraft>{
        "occurred_path",
        [](RowDraft& draft, const RowValue& value) { return set_pointer(draft, value, draft.row.event.occurred_at); }},
    RowMember<RowDraft>{"output_paths", output_paths},
};

/// JSON without the space between its tokens, as providers send it.
std::string compact(ByteView json) {
  std::string out;
  bool in_string = false;
  for (std::size_t i = 0; i < json.size(); ++i) {
    const char c = json[i];
    const bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (c == '"') in_string = !in_string;
    if (in_string || !space) out += c;
    if (in_string && c == '\\') out += json[++i];
  }
  return out;
}

}  // namespace

/// `where` says what `path` is, whichever stands first.
Result<void> read_dedupe(RowDraft& draft, const RowValue& value) {
  static constexpr std::string_view by_body = "body hash";
  struct Where {
    std::string place = "json";
    std::string path = {};
  } where;
  static constexpr std::array members{
      RowMember<Where>{"where",
                       [](Where& found, const RowValue& word) -> Result<void> {
                         auto text = word.text();
                         if (!text) return text.error();
                         found.place = *std::move(text);
                         const bool known = found.place == "json" || found.place == "header" || found.place == by_body;
                         return known ? Result<void>{} : word.wrong("json, header or 'body hash' is expected");
                       }},
      RowMember<Where>{"path",
                       [](Where& found, const RowValue& word) -> Result<void> {
                         if (word.is_null()) return {};
                         auto text = word.text();
                         if (!text) return text.error();
                         found.path = *std::move(text);
                         return {};
                       }},
  };
  if (auto read = read_members<Where>(where, value, members); !read) return read;
  std::vector<Place> places;
  if (where.place == by_body) where.path.clear();
  for (const auto part : split(where.path, '+')) {
    if (part.empty()) continue;
    const bool header = where.place == "header";
    const auto text = draft.store.keep(header ? std::string(part) : pointer_of(part));
    places.push_back(header ? Place{.header = text} : Place{.pointer = text});
  }
  draft.row.event.id = draft.store.keep(std::move(places));
  return {};
}

Result<void> read_event_paths(RowDraft& draft, const RowValue& value) {
  return read_members<RowDraft>(draft, value, event_members);
}

/// A sample is a JSON value, or a text that is the body itself.
Result<void> read_samples(RowDraft& draft, const RowValue& value) {
  const auto members = value.members();
  if (!members) return members.error();
  std::vector<Sample> found;
  for (const auto& each : *members) {
    if (each.is_null()) continue;
    const auto& token = each.token();
    auto body = token.kind == json::Kind::string ? json::text_of(token) : compact(token.raw);
    found.push_back({draft.store.keep(std::string(each.name())), draft.store.keep(std::move(body))});
  }
  draft.row.samples = draft.store.keep(std::move(found));
  return {};
}

}  // namespace hookctl::provider
