#include <doctest/doctest.h>
#include <fcntl.h>
#include <fmt/format.h>

#include "base/fd.h"
#include "capture/line_reader.h"
#include "support/folder.h"
#include "unit/capture/samples.h"

using namespace hookctl;
using namespace hookctl::capture;
using namespace hookctl::capture::samples;
using namespace hookctl::test;

namespace {

/// The lines of a file as `number:text`, with `!` for one that is too long and `$` for one that the file's end ended.
std::vector<std::string> lines_of(std::string_view bytes, std::size_t longest) {
  const Folder folder;
  write_file(folder.file("lines"), bytes);
  const Fd file(::open(folder.file("lines").c_str(), O_RDONLY));
  LineReader reader(file.get(), longest);
  std::vector<std::string> lines;
  while (true) {
    const auto line = reader.next();
    if (!line || !*line) return lines;
    lines.push_back(fmt::format("{}:{}{}{}", (*line)->number, (*line)->text, (*line)->too_long ? "!" : "",
                                (*line)->ending == Ending::end_of_file ? "$" : ""));
  }
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("lines: numbered from 1, with or without a newline at the end") {
  CHECK(lines_of("", 9).empty());
  CHECK(lines_of("a", 9) == Lines{"1:a$"});
  CHECK(lines_of("a\n", 9) == Lines{"1:a"});
  CHECK(lines_of("\n\nb\r\n", 9) == Lines{"1:", "2:", "3:b\r"});
  CHECK(lines_of("a\nb", 9) == Lines{"1:a", "2:b$"});
  CHECK(lines_of(std::string_view("a\0b\n\0", 5), 9) == Lines{std::string("1:a\0b", 5), std::string("2:\0$", 4)});
}

TEST_CASE("lines: one that is too long is passed over and counted, the next are whole") {
  CHECK(lines_of("123456789\n1234567890\nb\n", 9) == Lines{"1:123456789", "2:!", "3:b"});
  CHECK(lines_of("1234567890", 9) == Lines{"1:!$"});
  const std::string huge(3'000'000, 'x');
  CHECK(lines_of(huge + "\nb\n" + huge, 1000) == Lines{"1:!", "2:b", "3:!$"});
}

TEST_CASE("lines: one much longer than a block is whole") {
  const std::string huge(3'000'000, 'x');
  CHECK(lines_of("a\n" + huge + "\nb\n", 4'000'000) == Lines{"1:a", "2:" + huge, "3:b"});
}

TEST_CASE("lines: a newline at every place around the end of a block") {
  for (std::size_t length = 256 * 1024 - 2; length <= 256 * 1024 + 1; ++length) {
    CAPTURE(length);
    const std::string first(length, 'x');
    CHECK(lines_of(first + "\nb\n", 1'000'000) == Lines{"1:" + first, "2:b"});
  }
}

TEST_CASE("lines: a descriptor that cannot be read is an error") {
  LineReader reader(-1, 9);
  const auto line = reader.next();
  REQUIRE_FALSE(line);
  CHECK(line.error().message == "Bad file descriptor");
}
