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
  for (const auto& name : *names) draft.marks.push_back({.header = draft.store.keep(name)});
  return {};
}

/// They are read last: each begins with what the row says in `headers` and `scheme`, wherever those stand.
Result<void> schemes(RowDraft& draft, const RowValue& value) {
  auto elements = value.elements();
  if (!elements) return elements.error();
  if (elements->empty())
    return value.wrong("a scheme is expected", R"(a row that signs nothing has "scheme": {"algorithm": null})");
  draft.schemes = *std::move(elements);
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
    RowMember<RowDraft>{"schemes", schemes},
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

/// The schemes of the row, none when it says that nothing is signed.
Result<std::vector<signature::Scheme>> finished_schemes(const RowDraft& draft, const RowValue& row) {
  std::vector<signature::Scheme> found;
  if (draft.schemes.empty()) {
    const auto only = draft.scheme.finish(row);
    if (!only) return only.error();
    if (*only) found.push_back(**only);
  }
  for (const auto& each : draft.schemes) {
    auto scheme = draft.scheme;
    if (auto read = scheme.read_scheme(each); !read) return read.error();
    const auto one = scheme.finish(each);
    if (!one) return one.error();
    const auto same = [&](const signature::Scheme& other) { return other.name == (*one)->name; };
    if (std::any_of(found.begin(), found.end(), same)) {
      return each.wrong("another scheme of the row has the same name", R"(give each a "name" of its own)");
    }
    found.push_back(**one);
  }
  return found;
}

/// Says how deliveries are recognised: by what the row says, or by the header of any of its schemes.
void set_marks(RowDraft& draft, std::span<const signature::Scheme> schemes) {
  auto marks = draft.marks;
  if (marks.empty()) {
    for (const auto& each : schemes) marks.push_back({.header = each.signature.header, .value_prefix = each.prefix});
  }
  if (marks.empty()) return;
  draft.row.marks = marks.front();
  marks.erase(marks.begin());
  draft.row.other_marks = draft.store.keep(std::move(marks));
}

Result<void> finish_schemes(RowDraft& draft, const RowValue& row) {
  if (draft.row.event.type.empty()) draft.row.event.type = draft.scheme.event_type_header();
  std::vector<signature::Scheme> mentioned;
  if (draft.scheme.mentioned() || !draft.schemes.empty()) {
    auto schemes = finished_schemes(draft, row);
    if (!schemes) return schemes.error();
    mentioned = *std::move(schemes);
    draft.row.schemes = draft.store.keep(mentioned);
  }
  set_marks(draft, mentioned);
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
  if (auto finished = finish_schemes(draft, value); !finished) return finished.error();
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
