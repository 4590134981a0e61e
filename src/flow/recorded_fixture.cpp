#include "flow/recorded_fixture.h"

#include <fmt/format.h>

#include <utility>

#include "base/text.h"
#include "flow/event_note.h"
#include "flow/prepared.h"
#include "provider/read_event.h"

namespace hookctl::flow {
namespace {

Result<void> fill(std::string& text, const Blanks& blanks) {
  auto full = filled(text, blanks);
  if (!full) return full.error();
  text = *std::move(full);
  return {};
}

Result<void> fill(Request& request, const Blanks& blanks) {
  for (auto* text : {&request.target, &request.url, &request.body}) {
    if (auto done = fill(*text, blanks); !done) return done;
  }
  for (auto& header : request.headers) {
    if (auto done = fill(header.value, blanks); !done) return done;
  }
  return {};
}

}  // namespace

bool asks_for_signature(const Request& request) {
  bool asks = has_blank(request.body, "sign");
  for (const auto& header : request.headers) asks = asks || has_blank(header.value, "sign");
  return asks;
}

std::string name_of_fixture(const std::string& path) {
  const auto name = path.substr(path.rfind('/') + 1);
  return name.ends_with(capture::fixture_suffix) ? name.substr(0, name.size() - capture::fixture_suffix.size()) : name;
}

Result<Recorded> recorded_of(capture::Fixture fixture, std::string path, const Blanks& blanks,
                             std::span<const provider::Provider> known) {
  Recorded recorded{.file = std::move(path), .capture = {}};
  recorded.name = name_of_fixture(recorded.file);
  auto& request = fixture.request;
  if (asks_for_signature(request)) recorded.signing = Signing::anew;
  if (const auto done = fill(request, blanks); !done) {
    return Error{fmt::format("fixture '{}': {}", escape_for_terminal(recorded.file), done.error().message),
                 done.error().hint};
  }
  if (!request.url.empty()) recorded.capture.public_url = std::exchange(request.url, {});
  recorded.capture.request = std::move(request);
  recorded.capture.verdict.provider = std::move(fixture.provider);
  if (const auto* row = sender_of(recorded.capture, known)) {
    recorded.capture.event = note_of(provider::read_event(*row, recorded.capture.request), "");
  }
  return recorded;
}

}  // namespace hookctl::flow
