#include "unit/capture/samples.h"

#include <fmt/format.h>

#include <array>

namespace hookctl::capture::samples {
namespace {

constexpr std::array<std::string_view, 12> pieces{"a",
                                                  "{\"k\":1}",
                                                  "\"\\/",
                                                  "\n",
                                                  std::string_view("\0", 1),
                                                  "\x7f",
                                                  "é",
                                                  "\xe2\x80\xa8",
                                                  "\xf0\x9f\x8e\xa8",
                                                  "\xff",
                                                  "\xc3",
                                                  "\xed\xa0\x80"};
constexpr std::array<std::string_view, 7> text_pieces{"a", "B-", "\"\\", "\t", "é", "\xe2\x80\xa8", "\xf0\x9f\x8e\xa8"};

std::size_t below(std::mt19937& random, std::size_t limit) { return random() % limit; }

/// Text that is not empty, as the notes about a request are.
std::string random_text(std::mt19937& random) {
  std::string text = "t";
  for (auto count = below(random, 6); count > 0; --count) text += text_pieces[below(random, text_pieces.size())];
  return text;
}

Headers random_headers(std::mt19937& random) {
  Headers headers;
  for (auto count = below(random, 5); count > 0; --count) {
    headers.add(below(random, 2) ? "X-Dup" : "x-dup", random_bytes(random, 8));
  }
  return headers;
}

Instant random_instant(std::mt19937& random) { return Instant{Micros{static_cast<std::int64_t>(random()) * 400'003}}; }

template <typename T>
std::optional<T> maybe(std::mt19937& random, T value) {
  return below(random, 2) ? std::optional(std::move(value)) : std::nullopt;
}

}  // namespace

Capture full_capture() {
  using namespace std::chrono;
  return {
      .id = "01JDA7QK6T0000000000000001",
      .seq = 1,
      .at = Instant{sys_days{2026y / 11 / 21} + 10h + 4min + 31s + 120431us},
      .peer = "127.0.0.1:55012",
      .request = {.method = "POST",
                  .target = "/hook?x=1&x=2",
                  .headers = {{"Host", "127.0.0.1:8787"}, {"X-Dup", "a"}, {"x-dup", "b"}},
                  .body = R"({"id":"gen_abc"})",
                  .framing = Framing::length},
      .public_url = "https://dev.ngrok-free.app/hook?x=1&x=2",
      .verdict = {.state = signature::State::verified, .provider = "bfl", .reason = signature::Reason::valid, .key = 0},
      .event = EventNote{.provider = "bfl",
                         .id = "gen_abc",
                         .subject = "gen_abc",
                         .type = "job",
                         .status = "succeeded",
                         .raw_status = "Ready",
                         .attempt = 1,
                         .gap = Micros{1'500},
                         .key = "k"},
      .response = Answered{.status = 500, .fault = "truncate", .rule = "500,200"}};
}

Capture small_capture(std::uint64_t seq) {
  return {.id = fmt::format("01JDA7ZZZZZZZZZZZZZZZZZ{:03}", seq),
          .seq = seq,
          .request = {.body = fmt::format("body {}", seq), .framing = Framing::length}};
}

Capture event_capture(std::uint64_t seq, std::string event_id, Instant at, std::optional<int> status) {
  auto capture = small_capture(seq);
  capture.at = at;
  capture.event = EventNote{.provider = "bfl", .id = std::move(event_id)};
  if (status) capture.response = Answered{.status = *status};
  return capture;
}

Bytes random_bytes(std::mt19937& random, std::size_t longest) {
  Bytes bytes;
  for (auto count = below(random, longest + 1); count > 0; --count) bytes += pieces[below(random, pieces.size())];
  return bytes;
}

Capture random_capture(std::mt19937& random) {
  Capture capture{.id = random_text(random),
                  .seq = random(),
                  .at = random_instant(random),
                  .peer = random_text(random),
                  .tls = below(random, 2) == 1};
  capture.request = {.method = below(random, 2) ? "POST" : "M-SEARCH",
                     .target = "/" + random_bytes(random, 6),
                     .version = below(random, 2) ? "1.0" : "1.1",
                     .headers = random_headers(random),
                     .body = random_bytes(random, 60),
                     .framing = static_cast<Framing>(below(random, 3)),
                     .trailers = random_headers(random),
                     .truncated = below(random, 2) == 1};
  capture.public_url = maybe(random, random_text(random));
  if (below(random, 2)) capture.redacted = {random_text(random), random_text(random)};
  capture.verdict = {.state = static_cast<signature::State>(below(random, 4)),
                     .provider = random_text(random),
                     .scheme = below(random, 2) ? "v1a" : "",
                     .reason = static_cast<signature::Reason>(below(random, 11)),
                     .detail = below(random, 2) ? random_text(random) : "",
                     .key = maybe(random, below(random, 9))};
  capture.event = maybe(random, EventNote{.provider = random_text(random),
                                          .id = random_text(random),
                                          .subject = random_text(random),
                                          .status = "progress",
                                          .raw_status = random_text(random),
                                          .attempt = static_cast<int>(below(random, 100)),
                                          .duplicate_of = maybe(random, random_text(random))});
  capture.response = maybe(random, Answered{.status = static_cast<int>(below(random, 600)),
                                            .rule = below(random, 2) ? random_text(random) : "",
                                            .ms = maybe(random, static_cast<double>(random()) / 7)});
  return capture;
}

}  // namespace hookctl::capture::samples
