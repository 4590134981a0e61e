#include "flow/make_fixture.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/json_edit.h"
#include "base/lower.h"
#include "base/text.h"
#include "capture/encode.h"
#include "flow/blanks.h"
#include "flow/prepared.h"
#include "flow/volatile_headers.h"
#include "signature/place.h"

namespace hookctl::flow {
namespace {

using capture::Capture;
using provider::Provider;
using signature::Scheme;

constexpr std::string_view sign_blank = "{{sign}}";
constexpr std::string_view now_blank = "{{now}}";

/// Whether a provider's row speaks of a header, so that its app may look at it.
bool is_known(const Provider& row, std::string_view name) {
  const auto places = [&](const Scheme& scheme) {
    return iequals(scheme.id.header, name) || iequals(scheme.timestamp.header, name);
  };
  const auto marks = [&](const provider::Marks& each) { return iequals(each.header, name); };
  return std::any_of(row.schemes.begin(), row.schemes.end(), places) ||
         std::any_of(row.headers.begin(), row.headers.end(),
                     [&](const provider::SampleHeader& each) { return iequals(each.name, name); }) ||
         marks(row.marks) || std::any_of(row.other_marks.begin(), row.other_marks.end(), marks);
}

bool is_signature(const Provider& row, std::string_view name) {
  return std::any_of(row.schemes.begin(), row.schemes.end(),
                     [&](const Scheme& scheme) { return iequals(scheme.signature.header, name); });
}

bool names(const std::vector<std::string>& list, std::string_view name) {
  return std::any_of(list.begin(), list.end(), [&](const std::string& each) { return iequals(each, name); });
}

}  // namespace

const Scheme* scheme_of(const Request& request, const Provider& row, std::string_view name) {
  const signature::Source source(request);
  const Scheme* found = nullptr;
  for (const auto& scheme : row.schemes) {
    if (source.values(scheme.signature).empty()) continue;
    if (scheme.name == name) return &scheme;
    if (found == nullptr) found = &scheme;
  }
  return found;
}

void put_blanks(Request& request, const Scheme& scheme) {
  if (!scheme.signature.header.empty()) request.headers.set(scheme.signature.header, std::string(sign_blank));
  if (request.headers.find(scheme.timestamp.header) && !scheme.timestamp.header.empty()) {
    request.headers.set(scheme.timestamp.header, std::string(now_blank));
  }
  if (scheme.signature.pointer.empty()) return;
  if (auto body = json::with_text(request.body, scheme.signature.pointer, sign_blank)) request.body = *std::move(body);
}

Result<MadeFixture> fixture_of(const Capture& capture, std::span<const Provider> known, FixtureSignature signature) {
  const auto& from = capture.request;
  if (!is_utf8(from.target)) return Error{"its target is not UTF-8", "send it from the log: hookctl replay FILE#3"};
  if (from.truncated) return Error{"its body was cut when it was recorded", "make a fixture of a whole capture"};
  const auto* row = sender_of(capture, known);
  const auto* scheme = row != nullptr ? scheme_of(from, *row, capture.verdict.scheme) : nullptr;
  const bool blank = signature == FixtureSignature::blank;
  MadeFixture made{
      .fixture = {.provider = row != nullptr ? std::string(row->name) : "",
                  .request = {.method = from.method,
                              .target = without_blanks(from.target),
                              .body = without_blanks(from.body),
                              .framing = from.body.empty() && from.method == "GET" ? Framing::none : Framing::length,
                              .url = capture.public_url.value_or("")}}};
  auto& request = made.fixture.request;
  for (const auto& [name, value] : from.headers) {
    const bool signs = row != nullptr && is_signature(*row, name);
    const bool is_secret = names(capture.masked, name) || capture::is_credential(name);
    const bool stays = signs ? !blank || (scheme != nullptr && iequals(scheme->signature.header, name))
                             : !is_secret && (!is_volatile_header(name) || (row != nullptr && is_known(*row, name)));
    if (stays) {
      request.headers.add(name, without_blanks(value));
    } else if (!iequals(name, "Host") && !iequals(name, "Content-Length")) {
      made.dropped.push_back(name);
    }
  }
  if (scheme != nullptr && blank) put_blanks(request, *scheme);
  return made;
}

std::string fixture_name(const Capture& capture) {
  const auto& event = capture.event;
  auto name = event && !event->provider.empty() ? event->provider : capture.verdict.provider;
  if (name.empty()) return fmt::format("capture-{}", capture.seq);
  if (event && !(event->type + event->status).empty())
    name += "-" + (event->type.empty() ? event->status : event->type);
  name = lower(name);
  for (auto& c : name) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_';
    if (!plain) c = '-';
  }
  return fmt::format("{}-{}", name, capture.seq);
}

}  // namespace hookctl::flow
