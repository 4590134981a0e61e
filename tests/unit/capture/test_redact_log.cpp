#include "capture/redact_log.h"

#include <doctest/doctest.h>

#include <filesystem>

#include "base/text.h"
#include "capture/carry_unknown.h"
#include "capture/redaction_key.h"
#include "support/folder.h"
#include "unit/capture/samples.h"

using namespace hookctl;
using namespace hookctl::capture;
using namespace hookctl::capture::samples;

namespace {

Redaction without_emails() {
  const std::vector<std::string> rules{"json:/email"};
  return *Redaction::parse(rules, {}, Placeholders(crypto::Secret("key")));
}

/// A log after redaction, and what was said of it.
struct Done {
  Bytes text;
  RedactedLog log;
};

Done redacted(const test::Folder& home, ByteView text) {
  Bytes out;
  const auto done = redact_log(home.write("log.jsonl", text), without_emails(), [&](ByteView line) -> Result<void> {
    out += line;
    return {};
  });
  REQUIRE(done);
  return {out, *done};
}

std::string line_with(Bytes body) {
  auto capture = small_capture(1);
  capture.request.body = std::move(body);
  return line_of(capture);
}

/// A line with a member put in at the end of each object that begins with `start`.
std::string with_member(std::string line, std::string_view start, std::string_view member) {
  const auto at = line.find(start);
  REQUIRE(at != line.npos);
  return line.insert(at + 1, std::string(member) + ',');
}

}  // namespace

TEST_CASE("redact_log: lines in which nothing changes are the same to the byte") {
  const test::Folder home;
  const auto odd =
      R"( {"v":1, "type":"refused","id":"A","at":"2026-11-21T10:04:31Z","reason":"r","status":400,"x":1.50})";
  const auto text = line_with(R"({"name":"x"})") + odd + "\n" + line_of(Outcome{.id = "A", .response = {}});
  const auto done = redacted(home, text);
  CHECK(done.text == text);
  CHECK(done.log.records == 3);
  CHECK(done.log.changed == 0);
  CHECK(done.log.kept.empty());
}

TEST_CASE("redact_log: nothing of a value is left in the line, and unknown members are") {
  const test::Folder home;
  auto line = line_with(R"({"email":"someone@example.com"})");
  line = with_member(line, R"({"v")", R"("x-note":{"kept":1.50})");
  line = with_member(line, R"({"method")", R"("x-wire":["a" , 2])");
  const auto done = redacted(home, line);
  CHECK(done.log.changed == 1);
  CHECK(done.text.find("someone") == done.text.npos);
  CHECK(done.text.find(R"("x-note":{"kept":1.50})") != done.text.npos);
  CHECK(done.text.find(R"("x-wire":["a" , 2])") != done.text.npos);
  const auto read = decode_record(done.text);
  REQUIRE(read);
  CHECK(std::get<Capture>(*read).redacted == std::vector<std::string>{"json:/email"});
}

TEST_CASE("redact_log: a value in base64 leaves no copy in the other spelling") {
  const test::Folder home;
  const auto done = redacted(home, line_with("\xff email"));
  CHECK(done.text.find("body_b64") == done.text.npos);
  CHECK(std::get<Capture>(*decode_record(done.text)).redacted == std::vector<std::string>{"body"});
}

TEST_CASE("redact_log: damaged lines and records of later versions are kept and reported") {
  const test::Folder home;
  const std::string damaged = R"({"v":1,"type":"capture","id":"A")", later = R"({"v":2,"type":"capture","email":"a"})";
  const auto good = line_with(R"({"email":"a"})");
  const auto done = redacted(home, damaged + "\n" + later + "\n" + good + damaged);
  REQUIRE(done.log.kept.size() == 3);
  CHECK(done.log.kept[0].line == 1);
  CHECK(done.log.kept[1].what.find("type 'capture'") != std::string::npos);
  CHECK(done.log.kept[2].what.find("torn") != std::string::npos);
  CHECK(done.log.changed == 1);
  CHECK(done.text.starts_with(damaged + "\n" + later + "\n"));
  CHECK(done.text.ends_with("\n" + damaged));
}

TEST_CASE("redact_log: ends with the first line that cannot be written") {
  const test::Folder home;
  const auto path = home.write("log.jsonl", line_with("{}") + line_with("{}"));
  int lines = 0;
  const auto done = redact_log(path, without_emails(), [&](ByteView) -> Result<void> {
    ++lines;
    return Error{"no space"};
  });
  REQUIRE_FALSE(done);
  CHECK(done.error().message == "no space");
  CHECK(lines == 1);
}

TEST_CASE("carry_unknown: a record written anew is the same when nothing in it is unknown") {
  for (const auto& line : {line_of(full_capture()), line_of(Outcome{.id = "A", .forwards = {{.to = "http://a"}}})}) {
    CHECK(carry_unknown(line, line) == line);
  }
}

TEST_CASE("carry_unknown: members of objects in an array survive, too") {
  const auto now = line_of(Outcome{.id = "A", .forwards = {{.to = "http://a"}, {.to = "http://b"}}});
  const auto old = with_member(now, R"({"to":"http://b")", R"("x-tls":true)");
  const auto carried = carry_unknown(old, now);
  CHECK(carried.find(R"("error":null,"x-tls":true})") != carried.npos);
}

TEST_CASE("redaction key: made once for a log, for its owner alone, and the same from then on") {
  const test::Folder home;
  const auto log = home.file("captures.jsonl");
  REQUIRE(read_redaction_key(log));
  CHECK_FALSE(read_redaction_key(log)->has_value());
  const auto made = keep_redaction_key(log), again = keep_redaction_key(log);
  REQUIRE(made);
  REQUIRE(again);
  CHECK(made->expose().size() == 32);
  CHECK(made->expose() == again->expose());
  CHECK((*read_redaction_key(log))->expose() == made->expose());
  const auto mode = std::filesystem::status(redaction_key_path(log)).permissions();
  CHECK(mode == (std::filesystem::perms::owner_read | std::filesystem::perms::owner_write));
  CHECK(keep_redaction_key(home.file("other.jsonl"))->expose() != made->expose());
}

TEST_CASE("redaction key: a file that holds something else is not taken for one") {
  const test::Folder home;
  for (const auto& text : {std::string(), std::string("key"), std::string(63, 'a'), std::string(66, 'a')}) {
    CAPTURE(text);
    home.write("log.redaction-key", text);
    const auto key = keep_redaction_key(home.file("log"));
    REQUIRE_FALSE(key);
    CHECK(key.error().message.find("log.redaction-key") != std::string::npos);
  }
}
