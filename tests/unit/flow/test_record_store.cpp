#include "flow/record_store.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <chrono>
#include <future>
#include <string>
#include <thread>
#include <vector>

#include "capture/log_reader.h"
#include "support/files.h"
#include "support/folder.h"
#include "unit/capture/samples.h"

using namespace hookctl;
using namespace std::chrono_literals;
using namespace hookctl::test;
using capture::Sync;
using flow::RecordStore;

namespace {

const std::string one = capture::samples::line_of(capture::samples::small_capture(1));
const std::string two = capture::samples::line_of(capture::samples::small_capture(2));
const std::string three = capture::samples::line_of(capture::samples::small_capture(3));

/// A store on a disk whose syncs wait until they are let go, and fail as they are told.
struct Bench {
  Folder folder = {};
  std::string path = folder.file("log");
  std::promise<void> go = {};
  std::atomic<int> sync_error = 0;
  std::atomic<int> syncs = 0;
  std::chrono::milliseconds sync_time = 0ms;
  std::string settled = {};  // `1+` stored, `1-` not
  std::vector<std::string> troubles = {};
  wire::Loop loop = {};
  RecordStore store;

  explicit Bench(Sync sync)
      : store(loop, open(sync), sync, [this](const Error& error) { troubles.push_back(error.message); }) {
    loop.after(20s, [this] { loop.stop(); });
  }

  capture::LogWriter open(Sync sync) {
    const auto fdatasync = [this, gone = go.get_future().share()](int file) {
      gone.wait();
      std::this_thread::sleep_for(sync_time);
      ++syncs;
      errno = sync_error;
      return sync_error == 0 ? ::fdatasync(file) : -1;
    };
    return *capture::LogWriter::open(path, sync, {.fdatasync = fdatasync});
  }

  void add(const std::string& record, char name) {
    store.records() += record;
    store.store(noting(name));
  }

  RecordStore::Settled noting(char name) {
    return [this, name](bool stored) {
      settled += name;
      settled += stored ? '+' : '-';
      if (!store.is_busy()) loop.stop();
    };
  }
};

}  // namespace

TEST_CASE("record store: what need not wait for the disk is settled at once") {
  Bench bench(Sync::os);
  bench.add(one, '1');
  bench.add(two, '2');
  CHECK(bench.settled == "1+2+");
  CHECK(bench.syncs == 0);
  CHECK(read_file(bench.path) == one + two);
}

TEST_CASE("record store: what comes while the disk is busy is committed together, and settled in its order") {
  Bench bench(Sync::disk);
  bench.add(one, '1');
  while (read_file(bench.path) != one) std::this_thread::yield();
  bench.add(two, '2');
  bench.add(three, '3');
  CHECK(bench.settled.empty());
  CHECK(bench.store.is_busy());
  bench.go.set_value();
  bench.loop.run();
  CHECK(bench.settled == "1+2+3+");
  CHECK(bench.syncs == 2);
  CHECK(read_file(bench.path) == one + two + three);
}

TEST_CASE("record store: what comes after more was committed together waits a little for company") {
  Bench bench(Sync::disk);
  bench.sync_time = 5ms;
  bench.go.set_value();
  constexpr int rounds = 20;
  for (int i = 0; i < rounds; ++i) {
    bench.add(one + two + three, '1');
    bench.loop.run();
    bench.add(one, '2');
    const auto later = std::chrono::steady_clock::now() + 1ms;
    while (std::chrono::steady_clock::now() < later) {
    }
    bench.add(two, '3');
    bench.loop.run();
  }
  CHECK(bench.syncs >= 2 * rounds);
  CHECK(bench.syncs < 5 * rounds / 2);  // a busy machine may keep a few apart
}

TEST_CASE("record store: what cannot be stored takes with it what came after it, the latest first") {
  Bench bench(Sync::disk);
  bench.sync_error = EIO;
  bench.add(one, '1');
  bench.add(two, '2');
  bench.add(three, '3');
  bench.go.set_value();
  bench.loop.run();
  CHECK(bench.settled == "3-2-1-");
  CHECK(read_file(bench.path).empty());
  REQUIRE(bench.troubles.size() == 1);
  CHECK(bench.troubles.front().find("Input/output error") != std::string::npos);

  bench.sync_error = 0;
  bench.add(one, '4');
  bench.loop.run();
  CHECK(bench.settled == "3-2-1-4+");
  CHECK(read_file(bench.path) == one);
  CHECK(bench.troubles.back() == "records are stored again");
}

TEST_CASE("record store: an outcome that the disk did not take is stored with what comes next") {
  Bench bench(Sync::disk);
  bench.sync_error = EIO;
  bench.store.store_or_owe(one, bench.noting('1'));
  bench.go.set_value();
  bench.loop.run();
  CHECK(bench.settled == "1-");
  bench.sync_error = 0;
  bench.add(two, '2');
  bench.loop.run();
  CHECK(bench.settled == "1-2+");
  CHECK(read_file(bench.path) == one + two);
}

TEST_CASE("record store: what needs no record waits for nothing, and says nothing of the disk") {
  Bench bench(Sync::disk);
  bench.add("", '1');
  CHECK(bench.settled == "1+");
  bench.go.set_value();
  bench.sync_error = EIO;
  bench.add(one, '2');
  bench.store.finish();
  bench.add("", '3');
  CHECK(bench.settled == "1+2-3+");
  CHECK(bench.troubles.size() == 1);
}

TEST_CASE("record store: more than may wait for the disk keeps its user until there is room") {
  Bench bench(Sync::disk);
  const std::string long_record(3 * 1024 * 1024, 'x');
  bench.add(one, '1');
  while (read_file(bench.path) != one) std::this_thread::yield();
  bench.add(long_record, '2');
  bench.add(long_record, '3');
  std::jthread disk([&] { bench.go.set_value(); });
  bench.add(two, '4');
  bench.store.finish();
  CHECK(bench.settled == "1+2+3+4+");
}

TEST_CASE("record store: it finishes what it was given, and ends while the disk is busy") {
  Bench bench(Sync::disk);
  std::jthread disk([&] { bench.go.set_value(); });
  bench.add(one, '1');
  bench.store.finish();
  CHECK(bench.settled == "1+");
  bench.add(two, '2');
}
