#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>

#include "capture/encode.h"

namespace hookctl::test {

/// The line of a capture of bfl.
inline std::string capture_line(std::uint64_t seq, std::string_view event = "gen_1", ByteView body = R"({"a":1.10})",
                                std::string_view target = "/hook") {
  std::string line;
  capture::append_record(
      line, {.id = fmt::format("01JDA7ZZZZZZZZZZZZZZZZZ{:03}", seq),
             .seq = seq,
             .at = Instant{seq * Millis{250}},
             .request = {.target = std::string(target),
                         .headers = {{"Host", "old.example"}, {"X-Env", "prod"}},
                         .body = Bytes(body),
                         .framing = Framing::length},
             .verdict = {.state = signature::State::failed,
                         .provider = "bfl",
                         .reason = signature::Reason::signature_mismatch},
             .event = capture::EventNote{.provider = "bfl", .id = std::string(event), .status = "succeeded"}});
  return line;
}

/// The line that says how an app answered the capture of that number.
inline std::string outcome_line(std::uint64_t seq, int status) {
  std::string line;
  capture::append_record(line,
                         capture::Outcome{.id = fmt::format("01JDA7ZZZZZZZZZZZZZZZZZ{:03}", seq),
                                          .at = Instant{},
                                          .forwards = {{.to = "http://localhost:3000", .status = status, .ms = 2}},
                                          .response = {.status = status, .ms = 2.5}});
  return line;
}

}  // namespace hookctl::test
