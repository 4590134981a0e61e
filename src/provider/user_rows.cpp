#include "provider/user_rows.h"

#include <algorithm>
#include <array>

#include "provider/row_draft.h"

namespace hookctl::provider {
namespace {

Result<void> sources(RowDraft& draft, const RowValue& value) {
  const auto pages = value.texts();
  if (!pages) return pages.error();
  if (!pages->empty()) draft.row.docs = draft.store.keep(pages->front());
  return {};
}

Result<void> notes(RowDraft& draft, const RowValue& value) {
  const auto texts = value.texts();
  if (!texts) return texts.error();
  std::vector<std::string_view> found;
  for (const auto& text : *texts) found.push_back(draft.store.keep(text));
  draft.row.notes = draft.store.keep(std::move(found));
  return {};
}

Result<void> detect_headers(RowDraft& draft, const RowValue& value) {
  const auto names = value.texts();
  if (!names) return names.error();
  if (!names->empty()) draft.marks = Marks{.header = draft.store.keep(names->front())};
  return {};
}

constexpr std::array request_members{
    RowMember<RowDraft>{
        "content_type",
        [](RowDraft& draft, const RowValue& value) { return set_text(draft.store, value, draft.row.content_type); }},
    RowMember<RowDraft>{"method", passed_over<RowDraft>},
    RowMember<RowDraft>{"user_agent", passed_over<RowDraft>},
};

constexpr std::array row_members{
    RowMember<RowDraft>{
        "name", [](RowDraft& draft, const RowValue& value) { return set_text(draft.store, value, draft.row.title); }},
    RowMember<RowDraft>{
        "docs", [](RowDraft& draft, const RowValue& value) { return set_text(draft.store, value, draft.row.docs); }},
    RowMember<RowDraft>{"sources", sources},
    RowMember<RowDraft>{
        "request",
        [](RowDraft& draft, const RowValue& value) { return read_members<RowDraft>(draft, value, request_members); }},
    RowMember<RowDraft>{"headers",
                        [](RowDraft& draft, const RowValue& value) { return draft.scheme.read_headers(value); }},
    RowMember<RowDraft>{"scheme",
                        [](RowDraft& draft, const RowValue& value) { return draft.scheme.read_scheme(value); }},
    RowMember<RowDraft>{"delivery", read_delivery},
    RowMember<RowDraft>{"retry", read_retry},
    RowMember<RowDraft>{"dedupe", read_dedupe},
    RowMember<RowDraft>{"event", read_event_paths},
    RowMember<RowDraft>{"samples", read_samples},
    RowMember<RowDraft>{"notes", notes},
    RowMember<RowDraft>{"detect_headers", detect_headers},
    RowMember<RowDraft>{"id", passed_over<RowDraft>},
    RowMember<RowDraft>{"family", passed_over<RowDraft>},
    RowMember<RowDraft>{"tier", passed_over<RowDraft>},
    RowMember<RowDraft>{"handshake", passed_over<RowDraft>},
    RowMember<RowDraft>{"vectors", passed_over<RowDraft>},
};

/// Puts the scheme into the row and says how its deliveries are recognised.
Result<void> finish_scheme(RowDraft& draft, const RowValue& value) {
  if (draft.marks) draft.row.marks = *draft.marks;
  if (!draft.scheme.mentioned()) return {};
  const auto scheme = draft.scheme.finish(value);
  if (!scheme) return scheme.error();
  draft.row.schemes = {};
  if (!*scheme) return {};
  draft.row.schemes = draft.store.keep(std::vector{**scheme});
  if (!draft.marks) draft.row.marks = {.header = (*scheme)->signature.header, .value_prefix = (*scheme)->prefix};
  return {};
}

bool is_name(std::string_view name) {
  constexpr std::string_view allowed = "abcdefghijklmnopqrstuvwxyz0123456789-";
  return !name.empty() && name.find_first_not_of(allowed) == name.npos && name != "auto" && name != custom_name;
}

Result<Provider> read_row(const RowValue& value, std::span<const Provider> known, RowStore& store) {
  if (!is_name(value.name())) {
    return value.wrong("this cannot be the name of a provider", "small letters, digits and '-': my-app");
  }
  const auto base =
      std::find_if(known.begin(), known.end(), [&](const Provider& row) { return row.name == value.name(); });
  RowDraft draft{.row = base == known.end() ? Provider{} : *base, .scheme = UserScheme(store), .store = store};
  draft.row.name = store.keep(std::string(value.name()));
  draft.row.defined_in = store.keep(value.place());
  if (base == known.end()) draft.row.title = draft.row.name;
  if (auto read = read_members<RowDraft>(draft, value, row_members); !read) return read.error();
  if (auto finished = finish_scheme(draft, value); !finished) return finished.error();
  return draft.row;
}

}  // namespace

Result<std::vector<Provider>> read_user_rows(const UserRows& user, std::span<const Provider> known, RowStore& store) {
  const auto document = without_comments(user.text);
  const auto root = RowValue::parse(document, user.file, user.line);
  if (!root) return root.error();
  const auto members = root->members();
  if (!members) return members.error();
  std::vector<Provider> found;
  for (const auto& member : *members) {
    const auto row = read_row(member, known, store);
    if (!row) return row.error();
    found.push_back(*row);
  }
  return found;
}

}  // namespace hookctl::provider
