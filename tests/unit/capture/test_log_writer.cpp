#include <doctest/doctest.h>
#include <sys/stat.h>

#include <filesystem>

#include "capture/log_reader.h"
#include "capture/log_writer.h"
#include "support/folder.h"
#include "unit/capture/samples.h"

using namespace hookctl;
using namespace hookctl::capture;
using namespace hookctl::capture::samples;
using namespace hookctl::test;

namespace {

LogWriter opened(const std::string& path) {
  auto writer = LogWriter::open(path, Sync::disk);
  REQUIRE_MESSAGE(writer, writer.error().message);
  return *std::move(writer);
}

Error refusal_of(const std::string& path) {
  const auto writer = LogWriter::open(path, Sync::os);
  REQUIRE_FALSE(writer);
  return writer.error();
}

const std::string one = line_of(small_capture(1)), two = line_of(small_capture(2)), three = line_of(small_capture(3));

}  // namespace

TEST_CASE("log writer: appends to what is there, in a file that only its owner may read") {
  const Folder folder;
  const auto path = folder.file("log");
  for (const auto& records : {one, two + three}) CHECK(opened(path).commit(records));
  CHECK(read_file(path) == one + two + three);
  struct stat found {};
  REQUIRE(::stat(path.c_str(), &found) == 0);
  CHECK((found.st_mode & 0777) == 0600);
}

TEST_CASE("log writer: nothing to commit is stored at once") {
  const Folder folder;
  CHECK(opened(folder.file("log")).commit(""));
  CHECK(read_file(folder.file("log")).empty());
}

TEST_CASE("log writer: a second one on the same file is an environment error, until the first is gone") {
  const Folder folder;
  const auto path = folder.file("log");
  {
    const auto first = opened(path);
    const auto error = refusal_of(path);
    CHECK(error.message == "another hookctl is writing to '" + path + "'");
    CHECK(error.hint == "choose another file with -o FILE");
    CHECK(error.fault == Fault::environment);
  }
  opened(path);
}

TEST_CASE("log writer: links, devices and folders are refused, and links are not followed") {
  const Folder folder;
  std::filesystem::create_symlink(folder.file("elsewhere"), folder.file("link"));
  CHECK(refusal_of(folder.file("link")).message == "'" + folder.file("link") + "' is a symbolic link");
  CHECK_FALSE(std::filesystem::exists(folder.file("elsewhere")));
  CHECK(refusal_of("/dev/stdout").message == "'/dev/stdout' is a symbolic link");
  CHECK(refusal_of("/dev/null").message == "'/dev/null' is not a regular file");
  CHECK(refusal_of(folder.file(".")).message.ends_with("Is a directory"));
  REQUIRE(::mkfifo(folder.file("pipe").c_str(), 0600) == 0);
  CHECK(refusal_of(folder.file("pipe")).message == "'" + folder.file("pipe") + "' is not a regular file");
}

TEST_CASE("log writer: a folder that does not exist is an environment error") {
  const Folder folder;
  const auto error = refusal_of(folder.file("no/log"));
  CHECK(error.message == "cannot open '" + folder.file("no/log") + "': No such file or directory");
  CHECK(error.fault == Fault::environment);
}

TEST_CASE("log writer: a file that is no capture log is refused and left as it is") {
  const Folder folder;
  const std::string contents[] = {"dear diary", "dear diary\n", "{}", "{\n  \"name\": \"x\"\n}",
                                  "[\n1]",      "{\"a\":1}\n",  "\n", std::string("\0\0\0\0\0\n\0", 7)};
  for (const auto& content : contents) {
    CAPTURE(content);
    write_file(folder.file("notes"), content);
    CHECK(refusal_of(folder.file("notes")).message == "'" + folder.file("notes") + "' is not a capture log");
    CHECK(read_file(folder.file("notes")) == content);
  }
}

TEST_CASE("log writer: a log that was moved or deleted meanwhile is created anew") {
  const Folder folder;
  const auto path = folder.file("log");
  auto writer = opened(path);
  CHECK(writer.commit(one));
  std::filesystem::rename(path, folder.file("log.1"));
  CHECK(writer.commit(two));
  CHECK(read_file(folder.file("log.1")) == one);
  CHECK(read_file(path) == two);
  std::filesystem::remove(path);
  CHECK(writer.commit(three));
  CHECK(read_file(path) == three);
  CHECK(refusal_of(path).fault == Fault::environment);
}

TEST_CASE("log writer: a log that was replaced by something else is not written to") {
  const Folder folder;
  const auto path = folder.file("log");
  auto writer = opened(path);
  std::filesystem::remove(path);
  write_file(path, "dear diary");
  CHECK_FALSE(writer.commit(one));
  CHECK(read_file(path) == "dear diary");
  std::filesystem::remove(path);
  CHECK(writer.commit(two));
  CHECK(read_file(path) == two);
}

TEST_CASE("log writer: a log that somebody else cut or appended to ends in whole lines again") {
  const Folder folder;
  const auto path = folder.file("log");
  auto writer = opened(path);
  CHECK(writer.commit(one + two));
  std::filesystem::resize_file(path, 0);
  CHECK(writer.commit(two));
  CHECK(read_file(path) == two);
  std::filesystem::resize_file(path, two.size() - 3);
  CHECK(writer.commit(three));
  CHECK(read_file(path) == three);
  write_file(path, three + one + "torn");
  CHECK(writer.commit(two));
  CHECK(read_file(path) == three + one + two);
}

TEST_CASE("log writer: what it writes is what a reader finds") {
  const Folder folder;
  const auto path = folder.file("log");
  auto writer = opened(path);
  CHECK(writer.path() == path);
  std::mt19937 random(3);
  std::vector<Capture> written;
  for (int turn = 0; turn < 20; ++turn) {
    std::string records;
    for (int i = 0; i <= turn % 4; ++i) append_record(records, written.emplace_back(random_capture(random)));
    CHECK(writer.commit(records));
  }
  const auto log = read_log(path);
  REQUIRE(log);
  CHECK(log->captures == written);
}
