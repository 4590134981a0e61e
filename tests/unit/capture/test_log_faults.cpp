#include <doctest/doctest.h>
#include <fcntl.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
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

const std::string one = line_of(small_capture(1)), two = line_of(full_capture()), three = line_of(small_capture(3));

/// A disk that fails as it is told to, and remembers what it was asked.
struct Disk {
  std::size_t space = SIZE_MAX;    // bytes that can still be written
  std::size_t at_once = SIZE_MAX;  // bytes that one `write` takes
  int write_error = ENOSPC;        // once there is no space
  int sync_error = 0;
  int trim_error = 0;
  std::string calls = {};  // w, s, t

  FileSystem files() {
    return {.write = [this](int fd, const void* bytes, std::size_t count) { return write(fd, bytes, count); },
            .fdatasync = [this](int fd) { return answer('s', sync_error, [&] { return ::fdatasync(fd); }); },
            .ftruncate = [this](int fd,
                                off_t size) { return answer('t', trim_error, [&] { return ::ftruncate(fd, size); }); }};
  }

  ssize_t write(int fd, const void* bytes, std::size_t count) {
    count = std::min({count, at_once, space});
    if (space != SIZE_MAX) space -= count;
    return static_cast<ssize_t>(answer('w', count == 0 ? write_error : 0, [&] { return ::write(fd, bytes, count); }));
  }

  template <typename Call>
  auto answer(char name, int error, Call call) -> decltype(call()) {
    calls += name;
    if (error == 0) return call();
    errno = error;
    return -1;
  }
};

struct Bench {
  Folder folder = {};
  std::string path = folder.file("log");
  Disk disk = {};
  LogWriter writer = open();

  LogWriter open() {
    auto opened = LogWriter::open(path, Sync::disk, disk.files());
    REQUIRE(opened);
    REQUIRE(opened->commit(one));
    disk.calls.clear();
    return *std::move(opened);
  }
};

}  // namespace

TEST_CASE("log faults: one write and one sync store everything, in this order") {
  Bench bench;
  CHECK(bench.writer.commit(two + three));
  CHECK(bench.disk.calls == "ws");
}

TEST_CASE("log faults: without waiting for the disk there is no sync") {
  const Folder folder;
  Disk disk;
  auto writer = LogWriter::open(folder.file("log"), Sync::os, disk.files());
  REQUIRE(writer);
  CHECK(writer->commit(one));
  CHECK(disk.calls == "w");
}

TEST_CASE("log faults: short writes are continued, whatever their length") {
  for (std::size_t at_once = 1; at_once < 200; at_once += 7) {
    CAPTURE(at_once);
    Bench bench;
    bench.disk.at_once = at_once;
    CHECK(bench.writer.commit(two + three));
    CHECK(read_file(bench.path) == one + two + three);
  }
}

TEST_CASE("log faults: a disk full after any byte leaves no half record, and space brings the log back") {
  for (std::size_t space = 0; space < two.size() + three.size(); space += 11) {
    CAPTURE(space);
    Bench bench;
    bench.disk.space = space;
    const auto full = bench.writer.commit(two + three);
    REQUIRE_FALSE(full);
    CHECK(full.error().message == "cannot write '" + bench.path + "': No space left on device");
    CHECK(full.error().fault == Fault::environment);
    CHECK(read_file(bench.path) == one);
    CHECK_FALSE(bench.writer.commit(two + three));
    CHECK(read_file(bench.path) == one);
    bench.disk.space = SIZE_MAX;
    CHECK(bench.writer.commit(three));
    CHECK(read_file(bench.path) == one + three);
  }
}

TEST_CASE("log faults: a failed sync acknowledges nothing and takes the record back") {
  Bench bench;
  bench.disk.sync_error = EIO;
  const auto failed = bench.writer.commit(two);
  REQUIRE_FALSE(failed);
  CHECK(failed.error().message == "cannot write '" + bench.path + "': Input/output error");
  CHECK(bench.disk.calls == "wst");
  CHECK(read_file(bench.path) == one);
  bench.disk.sync_error = 0;
  CHECK(bench.writer.commit(three));
  CHECK(read_file(bench.path) == one + three);
}

TEST_CASE("log faults: after a failed sync the next commit uses a newly opened file") {
  const Folder folder;
  std::vector<int> marks;
  int error = EIO;
  FileSystem files;
  files.fdatasync = [&](int fd) {
    // The signal a file would send stays with its opening: a mark that a new opening does not have.
    marks.push_back(::fcntl(fd, F_GETSIG));
    ::fcntl(fd, F_SETSIG, SIGUSR1);
    errno = error;
    return error == 0 ? 0 : -1;
  };
  auto writer = LogWriter::open(folder.file("log"), Sync::disk, files);
  REQUIRE(writer);
  CHECK_FALSE(writer->commit(one));
  error = 0;
  CHECK(writer->commit(two));
  CHECK(writer->commit(three));
  CHECK(marks == std::vector{0, 0, SIGUSR1});
}

TEST_CASE("log faults: while the failed bytes cannot be cut off nothing is acknowledged") {
  Bench bench;
  bench.disk.space = 10;
  bench.disk.trim_error = EIO;
  CHECK_FALSE(bench.writer.commit(two));
  CHECK(read_file(bench.path) == one + two.substr(0, 10));
  bench.disk.space = SIZE_MAX;
  const auto stuck = bench.writer.commit(three);
  REQUIRE_FALSE(stuck);
  CHECK(stuck.error().message == "cannot trim '" + bench.path + "': Input/output error");
  bench.disk.trim_error = 0;
  CHECK(bench.writer.commit(three));
  CHECK(read_file(bench.path) == one + three);
}

TEST_CASE("log faults: a whole record whose sync failed is taken back even when cutting failed at first") {
  Bench bench;
  bench.disk.sync_error = bench.disk.trim_error = EIO;
  CHECK_FALSE(bench.writer.commit(two));
  CHECK(read_file(bench.path) == one + two);
  bench.disk.sync_error = bench.disk.trim_error = 0;
  CHECK(bench.writer.commit(three));
  CHECK(read_file(bench.path) == one + three);
}

TEST_CASE("log faults: a log cut by somebody else after a failure is not filled up with zeros") {
  Bench bench;
  bench.disk.sync_error = EIO;
  CHECK_FALSE(bench.writer.commit(two));
  std::filesystem::resize_file(bench.path, 0);
  bench.disk.sync_error = 0;
  bench.disk.calls.clear();
  CHECK(bench.writer.commit(three));
  CHECK(bench.disk.calls == "ws");
  CHECK(read_file(bench.path) == three);
}

TEST_CASE("log faults: a log that another writer took meanwhile is not written to") {
  Bench bench;
  std::filesystem::remove(bench.path);
  {
    const auto other = LogWriter::open(bench.path, Sync::os);
    const auto refused = bench.writer.commit(two);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().message == "another hookctl is writing to '" + bench.path + "'");
    CHECK(read_file(bench.path).empty());
  }
  CHECK(bench.writer.commit(two));
  CHECK(read_file(bench.path) == two);
}
