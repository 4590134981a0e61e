#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "base/result.h"
#include "capture/log_writer.h"
#include "wire/loop.h"

namespace hookctl::flow {

/// Where a listener's records go: with `Sync::os` to the system at once, with `Sync::disk` by a thread that commits
/// together what came while the disk was busy, and waits a little for company when more has come of late. Trouble with
/// the disk is told when it begins and when it ends, not with every record.
class RecordStore {
 public:
  /// Told on the loop whether the records are stored.
  using Settled = std::function<void(bool stored)>;

  RecordStore(wire::Loop& loop, capture::LogWriter log, capture::Sync sync, std::function<void(const Error&)> trouble);

  /// Takes whole records until `store` is called.
  std::string& records() { return next_.records; }

  /// Stores the records, which are settled before the call returns or in a later turn, in the order of the calls. When
  /// some cannot be stored, neither can those that came after them, and the latest are settled first.
  void store(Settled settled) { add({std::move(settled)}); }

  /// The same for records whose answers leave in any case: what the disk does not take is owed until it does.
  void store_or_owe(const std::string& records, Settled settled);

  /// Waits until everything is settled.
  void finish();

  /// Whether something is not settled yet.
  bool is_busy() const { return unsettled_ > 0; }

 private:
  struct Entry {
    Settled settled;
    std::string owed = {};  // should they not be stored, these records are tried again with the next
  };
  /// What is committed together.
  struct Group {
    std::string records = {};
    std::vector<Entry> entries = {};
    Result<void> result = {};
  };

  void add(Entry entry);
  void hand_over();
  bool is_due() const;
  bool is_full() const;
  void work(const std::stop_token& stop);
  void take_results();
  void conclude(std::vector<Group> groups);
  void fail(std::vector<Entry> entries);

  wire::Loop& loop_;
  capture::LogWriter log_;
  std::function<void(const Error&)> trouble_;
  Group next_ = {};
  std::string owed_ = {};
  std::size_t unsettled_ = 0;  // entries
  bool in_trouble_ = false;

  std::mutex mutex_ = {};
  std::condition_variable_any bell_ = {};
  Group waiting_ = {};                 // for the thread; this and what follows under the mutex
  std::size_t worthwhile_ = 0;         // so many bytes are committed without waiting for more
  std::vector<Group> committed_ = {};  // or tried to
  bool has_failed_ = false;            // nothing more is stored until the loop knows
  std::jthread worker_ = {};           // only for `Sync::disk`
};

}  // namespace hookctl::flow
