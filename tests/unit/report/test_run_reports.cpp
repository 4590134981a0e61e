#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "base/text.h"
#include "report/github.h"
#include "report/html.h"
#include "report/junit.h"
#include "report/markdown.h"
#include "support/files.h"
#include "support/process.h"
#include "support/program.h"

using namespace hookctl;
using namespace std::chrono_literals;
using flow::Attempt;
using flow::Ending;

namespace {

const Instant start{std::chrono::sys_days{std::chrono::year{2026} / 11 / 21} + 10h};

const std::vector<Attempt>& usual_attempts() {
  static const std::vector<Attempt> attempts{
      {.file = "hooks.jsonl",
       .capture = "#1",
       .url = "http://localhost:3000/hook?token=do-not-show",
       .at = start,
       .status = 200,
       .took = 12ms,
       .ending = Ending::delivered,
       .expected = "2xx",
       .ok = true,
       .warning = "the provider waits 10 ms and would have sent it again"},
      {.file = "hooks.jsonl",
       .capture = "#2",
       .number = 2,
       .url = "http://localhost:3000/hook",
       .at = start + 20ms,
       .since_first = 20ms,
       .status = 500,
       .took = 30ms,
       .ending = Ending::refused,
       .expected = "2xx",
       .ok = false,
       .note = "answered 500, 2xx expected",
       .answer = "line 1\nline 2"},
      {.file = "more.jsonl",
       .capture = "#1",
       .url = "http://localhost:3000/other",
       .at = start + 60ms,
       .since_first = 60ms,
       .took = 40ms,
       .ending = Ending::unknown,
       .expected = "2xx",
       .ok = false,
       .note = "no answer within 40 ms"},
      {.file = "more.jsonl",
       .capture = "#1",
       .forgery = "wrong-key",
       .variant = "empty",
       .url = "http://localhost:3000/other",
       .at = start + 100ms,
       .since_first = 100ms,
       .status = 204,
       .took = 1ms,
       .ending = Ending::delivered,
       .expected = "either"},
  };
  return attempts;
}

const std::vector<flow::Skipped>& usual_skipped() {
  static const std::vector<flow::Skipped> skipped{{"#1", "stale", "bfl signs no timestamp"}};
  return skipped;
}

report::Run usual() {
  return {.title = "hookctl replay",
          .attempts = usual_attempts(),
          .skipped = usual_skipped(),
          .remark = "stopped before the end"};
}

/// Bytes that would end an attribute, an element, a cell, a line or a command, if they were let.
const std::string hostile =
    "\"'><script>alert(1)</script><![CDATA[ ]]> & | `x` [a](javascript:b) ![i](http://e.example/p) @someone "
    "www.evil.example\r\n::error::stolen\n# head\n| a | b |\n\x1b[31m\xff\xe2\x80\xae\xef\xbf\xbf%0A::set-env";

std::vector<Attempt> hostile_attempts() {
  return {{.file = hostile,
           .capture = "#1" + hostile,
           .forgery = hostile,
           .variant = hostile,
           .url = "http://h/" + hostile,
           .at = start,
           .status = 500,
           .ending = Ending::refused,
           .expected = hostile,
           .ok = false,
           .note = hostile,
           .warning = hostile,
           .answer = hostile},
          {.file = hostile, .capture = hostile, .at = start, .ending = Ending::unknown, .ok = false, .note = hostile},
          {.file = hostile, .capture = hostile, .at = start, .status = 200, .ok = true, .warning = hostile}};
}

std::string golden(const std::string& name) {
  return test::read_file(std::string(HOOKCTL_SOURCE_DIR "/tests/unit/report/golden/") + name);
}

/// What the structure check says of a JUnit report: `ok`, or what is wrong.
std::string structure_of(const std::string& junit) {
  return test::run({.argv = {"python3", HOOKCTL_SOURCE_DIR "/tests/unit/report/check_junit.py"}}, junit).out;
}

std::size_t times(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (auto at = text.find(part); at != text.npos; at = text.find(part, at + 1)) ++count;
  return count;
}

}  // namespace

TEST_CASE("run reports: JUnit, Markdown, HTML and annotations are as their golden files") {
  CHECK(report::junit(usual()) == golden("run.xml"));
  CHECK(report::markdown(usual()) == golden("run.md"));
  CHECK(report::html(usual()) == golden("run.html"));
  CHECK(report::github_annotations(usual()) == golden("run.github"));
}

TEST_CASE("run reports: JUnit has the structure that CI systems read, whatever is in it") {
  CHECK(structure_of(report::junit(usual())) == "ok\n");
  CHECK(structure_of(report::junit({.title = "nothing"})) == "ok\n");
  const auto attempts = hostile_attempts();
  const std::vector<flow::Skipped> skipped{{hostile, hostile, hostile}};
  CHECK(structure_of(report::junit({.title = hostile, .attempts = attempts, .skipped = skipped, .remark = hostile})) ==
        "ok\n");
}

TEST_CASE("run reports: the structure check can say no") {
  CHECK(structure_of("<testsuites/>") != "ok\n");
  CHECK(structure_of("<testsuites tests=\"1\" failures=\"0\" errors=\"0\" skipped=\"0\" time=\"0\" name=\"x\"/>") !=
        "ok\n");
}

TEST_CASE("run reports: no query, which may hold credentials, is in any of them") {
  for (const auto& text : {report::junit(usual()), report::markdown(usual()), report::html(usual()),
                           report::github_annotations(usual())}) {
    CHECK(text.find("do-not-show") == text.npos);
  }
}

TEST_CASE("run reports: a hostile answer adds no element and no script to a page, which would allow none") {
  const auto attempts = hostile_attempts();
  const std::vector<flow::Skipped> skipped{{hostile, hostile, hostile}};
  const auto page = report::html({.title = hostile, .attempts = attempts, .skipped = skipped, .remark = hostile});
  CHECK(page.find("<script") == page.npos);
  CHECK(page.find("Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'") != page.npos);
  for (const std::string tag : {"<tr", "<td", "<div", "<details", "<pre", "<li", "<a", "<img", "<style", "<meta"}) {
    CAPTURE(tag);
    const std::vector<Attempt> tame{{.file = "f",
                                     .capture = "c",
                                     .at = start,
                                     .status = 500,
                                     .ending = Ending::refused,
                                     .ok = false,
                                     .answer = "a"},
                                    {.file = "f", .capture = "c", .at = start, .ending = Ending::unknown, .ok = false},
                                    {.file = "f", .capture = "c", .at = start, .status = 200, .ok = true}};
    const std::vector<flow::Skipped> one{{"c", "f", "r"}};
    CHECK(times(page, tag) ==
          times(report::html({.title = "t", .attempts = tame, .skipped = one, .remark = "r"}), tag));
  }
}

TEST_CASE("run reports: a hostile answer is neither markup, link, mention nor another line of Markdown") {
  const auto attempts = hostile_attempts();
  const auto text = report::markdown({.title = hostile, .attempts = attempts, .remark = hostile});
  for (const std::string bad :
       {"<script", "`", "](", "![", "@someone", "http://", "www.", "\n#", "\n::", "\x1b", "\r"}) {
    CAPTURE(bad);
    CHECK(text.find(bad) == text.npos);
  }
  for (const auto line : split(text, '\n')) {
    CAPTURE(std::string(line));
    CHECK((line.empty() || line.starts_with("### ") || line.starts_with("**") || line.starts_with("| ") ||
           line.starts_with("|---") || line.starts_with("0 passed") || line.starts_with("1 passed")));
    if (line.starts_with("|")) CHECK(times(std::string(line), "|") == 7);
  }
}

TEST_CASE("run reports: an annotation is one command on one line, whatever is in it") {
  const auto attempts = hostile_attempts();
  const auto text = report::github_annotations({.title = hostile, .attempts = attempts, .remark = hostile});
  const auto lines = split(text, '\n');
  CAPTURE(text);
  REQUIRE(lines.size() == 5);
  for (std::size_t i = 0; i < 4; ++i) {
    CHECK((lines[i].starts_with("::error ") || lines[i].starts_with("::warning ")));
    CHECK(lines[i].find("%0A") == lines[i].npos);
    CHECK(lines[i].find('\r') == lines[i].npos);
    const auto properties = lines[i].substr(0, lines[i].find("::", 2));
    CHECK(properties.find(':', 2) == properties.npos);
  }
}

TEST_CASE("run reports: of many findings GitHub gets ten, the last of which counts the rest") {
  const std::vector<Attempt> attempts(25, usual_attempts()[1]);
  const auto text = report::github_annotations({.title = "t", .attempts = attempts});
  CHECK(times(text, "::error ") == 10);
  CHECK(text.ends_with("::error title=webhooks::16 more; 0 passed, 25 failed, 0 unknown\n"));
}

TEST_CASE("run reports: Markdown names what went wrong first and stays within what a summary may be") {
  std::vector<Attempt> attempts(3000, usual_attempts()[0]);
  attempts.push_back(usual_attempts()[1]);
  const auto text = report::markdown({.title = "t", .attempts = attempts});
  CHECK(text.find("FAILED") < text.find("| ok |"));
  CHECK(times(text, "\n| ok |") == 999);
  CHECK(text.ends_with("\n2001 more are left out.\n"));
}
