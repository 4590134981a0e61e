#include "signature/explain_body.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <unordered_set>

#include "base/gzip.h"
#include "base/json.h"
#include "base/json_rewrite.h"
#include "base/unicode.h"
#include "signature/body_edit.h"
#include "signature/explain.h"

namespace hookctl::signature {
namespace {

using Style = json::Style;
using MaybeBytes = std::optional<Bytes>;

constexpr std::string_view rewritten =
    "Something parsed the JSON and wrote it again between the sender and this capture; verify over the raw bytes";
constexpr std::string_view edited =
    "An editor, echo or a forwarder changed the line ends of the body; keep it byte for byte as it came";
constexpr std::string_view letters =
    "Something decoded and re-encoded the characters of the body; verify over the raw bytes before any parser";
constexpr std::string_view numbers =
    "A JSON parser turned the numbers into its own and wrote them back; verify over the raw bytes";
constexpr std::string_view charset =
    "Something read the body in another character set than UTF-8; pass it on as bytes, not as text";
constexpr std::string_view coding =
    "A proxy or framework changed the content coding of the body; verify over the bytes the sender signed";
constexpr std::string_view wrapped =
    "A serverless platform handed the body on as base64 (isBase64Encoded); decode it before verifying";
constexpr std::string_view quoted =
    "Something put the JSON into a JSON string or took it out of one; verify over the bytes as they came";
constexpr std::string_view page =
    "The body was copied from a page or a log that escapes HTML; take the raw bytes instead";
constexpr std::string_view form =
    "Something parsed the form and encoded it again; verify over the raw body, not over its parameters";
constexpr std::string_view cut = "The body and its signature are not of the same length; look for a body size limit";
constexpr std::string_view curl = "curl -d deletes the newlines of a file; send it with --data-binary instead";

/// What a row changes about a body. Rows of different aspects up to `ending` can be true at once.
enum class Aspect { dialect, spacing, order, letters, slashes, markup, numbers, ending, other };

struct BodyRow {
  std::string_view name;
  std::string_view advice;
  int size;
  Aspect aspect;
  MaybeBytes (*transform)(ByteView body);
};

template <json::Spacing spacing>
MaybeBytes spaced(ByteView body) {
  return json::rewritten(body, {.spacing = spacing});
}
template <json::Letters how>
MaybeBytes lettered(ByteView body) {
  return json::rewritten(body, {.letters = how});
}
template <json::Slashes how>
MaybeBytes slashed(ByteView body) {
  return json::rewritten(body, {.slashes = how});
}
template <json::Markup how>
MaybeBytes marked_up(ByteView body) {
  return json::rewritten(body, {.markup = how});
}
template <json::Numbers how>
MaybeBytes numbered(ByteView body) {
  return json::rewritten(body, {.numbers = how});
}
template <int level>
MaybeBytes compressed(ByteView body) {
  if (body.size() > largest_for_pairs) return std::nullopt;
  return gzipped(body, level);
}

using json::Letters;
using json::Markup;
using json::Numbers;
using json::Slashes;
using json::Spacing;

constexpr std::array rows{
    BodyRow{"final newline removed", edited, 1, Aspect::ending, without_final_newline},
    BodyRow{"final newline added", edited, 1, Aspect::ending, with_end<'\n'>},
    BodyRow{"final CRLF added", edited, 1, Aspect::ending, with_end<'\r', '\n'>},
    BodyRow{"all final white space removed", edited, 1, Aspect::ending, without_final_space},
    BodyRow{"byte order mark removed", edited, 1, Aspect::other, without_mark},
    BodyRow{"byte order mark added", edited, 1, Aspect::other, with_mark},
    BodyRow{"CRLF turned into LF", edited, 1, Aspect::other, crlf_to_lf},
    BodyRow{"LF turned into CRLF", edited, 1, Aspect::other, lf_to_crlf},
    BodyRow{"newlines put back that were deleted", curl, 1, Aspect::other, with_newlines_back},
    BodyRow{"newlines and the final one put back that were deleted", curl, 1, Aspect::other, with_all_newlines_back},
    BodyRow{"all newlines deleted", curl, 1, Aspect::other, without_newlines},
    BodyRow{"JSON written compact", rewritten, 2, Aspect::spacing, spaced<Spacing::compact>},
    BodyRow{"JSON written with Python's separators", rewritten, 2, Aspect::spacing, spaced<Spacing::python>},
    BodyRow{"JSON indented by 2 spaces", rewritten, 2, Aspect::spacing, spaced<Spacing::two_spaces>},
    BodyRow{"JSON indented by 4 spaces", rewritten, 2, Aspect::spacing, spaced<Spacing::four_spaces>},
    BodyRow{"JSON indented by tabs", rewritten, 2, Aspect::spacing, spaced<Spacing::tab>},
    BodyRow{"keys sorted", rewritten, 2, Aspect::order,
            [](ByteView body) { return json::rewritten(body, Style{.order = json::Order::sorted}); }},
    BodyRow{"\\/ written as /", rewritten, 2, Aspect::slashes, slashed<Slashes::bare>},
    BodyRow{"/ written as \\/", rewritten, 2, Aspect::slashes, slashed<Slashes::escaped>},
    BodyRow{"\\u escapes written as UTF-8", letters, 2, Aspect::letters, lettered<Letters::utf8>},
    BodyRow{"UTF-8 written as \\u escapes in lower case", letters, 2, Aspect::letters,
            lettered<Letters::escaped_lower>},
    BodyRow{"UTF-8 written as \\u escapes in upper case", letters, 2, Aspect::letters,
            lettered<Letters::escaped_upper>},
    BodyRow{"<, > and & written bare", rewritten, 2, Aspect::markup, marked_up<Markup::bare>},
    BodyRow{"<, > and & written as \\u003c", rewritten, 2, Aspect::markup, marked_up<Markup::go>},
    BodyRow{"<, >, &, quotes and + written as \\u003C", rewritten, 2, Aspect::markup, marked_up<Markup::dotnet>},
    BodyRow{"numbers written without trailing zeros (1.0 as 1)", numbers, 2, Aspect::numbers,
            numbered<Numbers::shortest>},
    BodyRow{"whole numbers written with .0", numbers, 2, Aspect::numbers, numbered<Numbers::with_zero>},
    BodyRow{"JSON written as JavaScript does", rewritten, 2, Aspect::dialect,
            [](ByteView body) {
              return json::rewritten(body, Style{.spacing = Spacing::compact,
                                                 .letters = Letters::utf8,
                                                 .slashes = Slashes::bare,
                                                 .markup = Markup::bare,
                                                 .numbers = Numbers::shortest});
            }},
    BodyRow{"JSON written as Python does", rewritten, 2, Aspect::dialect,
            [](ByteView body) {
              return json::rewritten(body, Style{.spacing = Spacing::python,
                                                 .letters = Letters::escaped_lower,
                                                 .slashes = Slashes::bare,
                                                 .markup = Markup::bare});
            }},
    BodyRow{"JSON written as PHP does", rewritten, 2, Aspect::dialect,
            [](ByteView body) {
              return json::rewritten(body, Style{.spacing = Spacing::compact,
                                                 .letters = Letters::escaped_lower,
                                                 .slashes = Slashes::escaped,
                                                 .markup = Markup::bare});
            }},
    BodyRow{"JSON written as Go does", rewritten, 2, Aspect::dialect,
            [](ByteView body) {
              return json::rewritten(body, Style{.spacing = Spacing::compact,
                                                 .letters = Letters::utf8,
                                                 .slashes = Slashes::bare,
                                                 .markup = Markup::go});
            }},
    BodyRow{"JSON written as .NET does", rewritten, 2, Aspect::dialect,
            [](ByteView body) {
              return json::rewritten(body, Style{.spacing = Spacing::compact,
                                                 .letters = Letters::escaped_upper,
                                                 .slashes = Slashes::bare,
                                                 .markup = Markup::dotnet});
            }},
    BodyRow{"accents composed (NFC)", charset, 2, Aspect::other, composed},
    BodyRow{"accents decomposed (NFD)", charset, 2, Aspect::other, decomposed},
    BodyRow{"Latin-1 mojibake undone", charset, 2, Aspect::other, from_mojibake},
    BodyRow{"UTF-8 read as Latin-1 and written as UTF-8", charset, 2, Aspect::other,
            [](ByteView body) { return MaybeBytes(as_mojibake(body)); }},
    BodyRow{"form spaces written as +", form, 2, Aspect::other, form_with_plus},
    BodyRow{"form spaces written as %20", form, 2, Aspect::other, form_with_percent},
    BodyRow{"form escapes written in lower case", form, 2, Aspect::other, form_in_lower_case},
    BodyRow{"form decoded", form, 2, Aspect::other, form_decoded},
    BodyRow{"HTML entities undone", page, 2, Aspect::other,
            [](ByteView body) { return MaybeBytes(html_unescaped(body)); }},
    BodyRow{"HTML entities put in", page, 2, Aspect::other,
            [](ByteView body) { return MaybeBytes(html_escaped(body)); }},
    BodyRow{"base64 decoded", wrapped, 2, Aspect::other, unwrapped_base64},
    BodyRow{"base64 encoded", wrapped, 2, Aspect::other, wrapped_in_base64},
    BodyRow{"JSON taken out of a JSON string", quoted, 2, Aspect::other, unquoted_json},
    BodyRow{"JSON put into a JSON string", quoted, 2, Aspect::other, quoted_json},
    BodyRow{"gzip inflated", coding, 2, Aspect::other, [](ByteView body) { return inflated(body, largest_inflated); }},
    BodyRow{"compressed with gzip", coding, 2, Aspect::other, compressed<6>},
    BodyRow{"compressed with gzip -9", coding, 2, Aspect::other, compressed<9>},
    BodyRow{"missing end put back", cut, 3, Aspect::other, with_end_closed},
    BodyRow{"emptied", "The sender signed an empty body; sign the bytes that are sent", 3, Aspect::other,
            [](ByteView) { return MaybeBytes(Bytes{}); }},
};

/// Lengths at which logs, consoles and body parsers are known to cut.
constexpr std::array<std::size_t, 8> usual_limits{512, 1'000, 1'024, 4'096, 8'192, 16'384, 65'536, 102'400};

/// Counts the forms that were seen, so that none is tried twice.
class Novelty {
 public:
  explicit Novelty(ByteView body) { is_new(body); }
  bool is_new(ByteView form) { return seen_.insert(std::hash<ByteView>{}(form)).second; }

 private:
  std::unordered_set<std::size_t> seen_;
};

Change change_of(const BodyRow& row) {
  return {Class::body, std::string(row.name), std::string(row.advice), 1, row.size};
}

/// Hands a form on with the offset where it parts from the body.
bool show(ByteView body, Change change, Bytes form, const std::function<bool(Form<Bytes>)>& visit) {
  const auto [left, right] = std::mismatch(body.begin(), body.end(), form.begin(), form.end());
  change.difference = static_cast<std::size_t>(left - body.begin());
  return visit({std::move(change), std::move(form)});
}

/// Every whole number of a body, one at a time, with `.0`.
bool each_number(ByteView body, Novelty& novelty, const std::function<bool(Form<Bytes>)>& visit) {
  constexpr std::size_t most = 32;
  if (body.size() > largest_for_pairs) return true;
  for (std::size_t i = 0; i < most; ++i) {
    auto form_of_one = json::rewritten(body, {.numbers = Numbers::with_zero, .only_number = i});
    if (!form_of_one || !novelty.is_new(*form_of_one)) continue;
    Change change{Class::body, fmt::format("number {} of the body written with .0", i + 1), std::string(numbers), 1, 2};
    if (!show(body, std::move(change), *std::move(form_of_one), visit)) return false;
  }
  return true;
}

bool each_cut(const Request& request, Novelty& novelty, const std::function<bool(Form<Bytes>)>& visit) {
  std::vector<std::size_t> limits(usual_limits.begin(), usual_limits.end());
  const auto announced = request.headers.find("Content-Length").value_or("");
  if (const auto length = number_in(announced)) limits.push_back(*length);
  for (const auto limit : limits) {
    if (limit >= request.body.size()) continue;
    const auto shorter = ByteView(request.body).substr(0, limit);
    if (!novelty.is_new(shorter)) continue;
    Change change{Class::body, fmt::format("truncated to {} bytes", limit), std::string(cut), 1, 3};
    if (!show(request.body, std::move(change), Bytes(shorter), visit)) return false;
  }
  return true;
}

bool occur_together(const BodyRow& first, const BodyRow& second) {
  if (first.aspect == Aspect::other || second.aspect == Aspect::other) return false;
  if (first.aspect == Aspect::dialect) return second.aspect == Aspect::order || second.aspect == Aspect::ending;
  return first.aspect < second.aspect;
}

}  // namespace

void each_body_form(const Request& request, const std::function<bool(Form<Bytes>)>& visit) {
  Novelty novelty(request.body);
  for (const auto& row : rows) {
    auto changed = row.transform(request.body);
    if (!changed || !novelty.is_new(*changed)) continue;
    if (!show(request.body, change_of(row), *std::move(changed), visit)) return;
  }
  if (!each_number(request.body, novelty, visit)) return;
  each_cut(request, novelty, visit);
}

void each_body_pair(ByteView body, const std::function<bool(Form<Bytes>)>& visit) {
  Novelty novelty(body);
  for (const auto& first : rows) {
    if (first.aspect == Aspect::other || first.aspect == Aspect::ending) continue;
    const auto once = first.transform(body);
    if (!once || !novelty.is_new(*once)) continue;
    for (const auto& second : rows) {
      if (!occur_together(first, second)) continue;
      auto twice = second.transform(*once);
      if (!twice || !novelty.is_new(*twice)) continue;
      if (!show(body, both(change_of(first), change_of(second)), *std::move(twice), visit)) return;
    }
  }
}

}  // namespace hookctl::signature
