#include "flow/record_store.h"

#include <algorithm>
#include <chrono>
#include <iterator>

#include "base/scheduling.h"

namespace hookctl::flow {
namespace {

using Duration = std::chrono::steady_clock::duration;

/// How many bytes of outcomes wait for a disk that takes nothing.
constexpr std::size_t most_owed = 1024 * 1024;

/// Nothing more is taken while so many bytes wait for a busy disk, or so many turns, which may have no records.
constexpr std::size_t most_waiting = 4 * 1024 * 1024;
constexpr std::size_t most_entries = 256;

/// How long records wait for others at most.
constexpr Duration most_patience = std::chrono::milliseconds(5);

/// The room for records that is kept for the next.
constexpr std::size_t room_kept = 4 * 1024 * 1024;

/// Adds all of the later elements to the earlier ones.
template <typename Element>
void move_behind(std::vector<Element>& earlier, std::vector<Element> later) {
  earlier.insert(earlier.end(), std::make_move_iterator(later.begin()), std::make_move_iterator(later.end()));
}

}  // namespace

RecordStore::RecordStore(wire::Loop& loop, capture::LogWriter log, capture::Sync sync,
                         std::function<void(const Error&)> trouble)
    : loop_(loop), log_(std::move(log)), trouble_(std::move(trouble)) {
  if (sync == capture::Sync::disk) worker_ = std::jthread([this](const std::stop_token& stop) { work(stop); });
}

void RecordStore::store_or_owe(const std::string& records, Settled settled) {
  next_.records += records;
  add({std::move(settled), records});
}

void RecordStore::add(Entry entry) {
  if (next_.records.empty() && owed_.empty() && !is_busy()) return entry.settled(true);
  ++unsettled_;
  next_.entries.push_back(std::move(entry));
  if (!owed_.empty()) {
    ++unsettled_;
    next_.records.insert(0, owed_);
    next_.entries.insert(next_.entries.begin(), {[](bool) {}, std::exchange(owed_, {})});
  }
  if (worker_.joinable()) return hand_over();
  std::vector<Group> groups;
  groups.push_back(std::exchange(next_, {}));
  groups.front().result = log_.commit(groups.front().records);
  conclude(std::move(groups));
}

void RecordStore::hand_over() {
  std::unique_lock lock(mutex_);
  bell_.wait(lock, [this] { return !is_full() || has_failed_; });
  const bool is_first = waiting_.entries.empty();
  if (is_first) {
    std::swap(waiting_, next_);
  } else {
    waiting_.records += next_.records;
    move_behind(waiting_.entries, std::exchange(next_.entries, {}));
    next_.records.clear();
  }
  const bool rings = is_first || is_due();
  lock.unlock();
  if (rings) bell_.notify_all();
}

bool RecordStore::is_due() const { return waiting_.records.size() >= worthwhile_ || is_full(); }

bool RecordStore::is_full() const {
  return waiting_.records.size() > most_waiting || waiting_.entries.size() > most_entries;
}

/// Goes on without asking the loop, which is busy with what came meanwhile. Senders that wait for their answers bring
/// as much again; a commit that does not wait for half of it makes the rest wait for two.
void RecordStore::work(const std::stop_token& stop) {
  prefer_latency();
  std::size_t before = 0;
  Duration commit_took{};
  std::unique_lock lock(mutex_);
  while (bell_.wait(lock, stop, [this] { return !waiting_.entries.empty() && !has_failed_; })) {
    bell_.wait_for(lock, stop, std::min(commit_took, most_patience), [this] { return is_due(); });
    auto group = std::exchange(waiting_, {});
    worthwhile_ = std::max(std::exchange(before, group.records.size()), group.records.size()) / 2;
    lock.unlock();
    bell_.notify_all();
    const auto start = std::chrono::steady_clock::now();
    group.result = log_.commit(group.records);
    commit_took = std::chrono::steady_clock::now() - start;
    lock.lock();
    has_failed_ = !group.result;
    if (committed_.empty()) loop_.post([this] { take_results(); });
    committed_.push_back(std::move(group));
    bell_.notify_all();
  }
}

void RecordStore::finish() {
  while (is_busy()) {
    std::unique_lock lock(mutex_);
    worthwhile_ = 0;  // nothing more comes
    bell_.notify_all();
    bell_.wait(lock, [this] { return !committed_.empty(); });
    lock.unlock();
    take_results();
  }
}

void RecordStore::take_results() {
  std::unique_lock lock(mutex_);
  auto groups = std::exchange(committed_, {});
  // What came after it builds on what is lost, and goes with it.
  if (std::exchange(has_failed_, false)) {
    waiting_.result = groups.back().result;
    groups.push_back(std::exchange(waiting_, {}));
  }
  lock.unlock();
  conclude(std::move(groups));
}

void RecordStore::conclude(std::vector<Group> groups) {
  const auto lost = std::find_if(groups.begin(), groups.end(), [](const Group& group) { return !group.result; });
  std::vector<Entry> failed;
  for (auto group = lost; group != groups.end(); ++group) move_behind(failed, std::move(group->entries));
  const bool works = std::any_of(groups.begin(), lost, [](const Group& group) { return !group.records.empty(); });
  if (works && std::exchange(in_trouble_, false)) trouble_({"records are stored again"});
  for (auto group = groups.begin(); group != lost; ++group) {
    unsettled_ -= group->entries.size();
    for (const auto& entry : group->entries) entry.settled(true);
    auto& room = group->records;
    if (!next_.records.empty() || room.capacity() > room_kept) continue;
    room.clear();
    std::swap(next_.records, room);
  }
  if (lost == groups.end()) return;
  if (!std::exchange(in_trouble_, true)) trouble_(lost->result.error());
  fail(std::move(failed));
}

void RecordStore::fail(std::vector<Entry> entries) {
  unsettled_ -= entries.size();
  for (const auto& entry : entries) {
    if (owed_.size() + entry.owed.size() <= most_owed) owed_ += entry.owed;
  }
  for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry) entry->settled(false);
}

}  // namespace hookctl::flow
