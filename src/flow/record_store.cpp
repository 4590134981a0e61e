#include "flow/record_store.h"

#include <algorithm>
#include <iterator>

namespace hookctl::flow {
namespace {

/// How many bytes of outcomes wait for a disk that takes nothing.
constexpr std::size_t most_owed = 1024 * 1024;

/// Nothing more is taken while so many bytes wait for a busy disk, or so many turns, which may have no records.
constexpr std::size_t most_waiting = 4 * 1024 * 1024;
constexpr std::size_t most_entries = 256;

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
  const auto has_room = [this] {
    return waiting_.records.size() <= most_waiting && waiting_.entries.size() <= most_entries;
  };
  bell_.wait(lock, [&] { return has_room() || has_failed_; });
  if (waiting_.entries.empty()) {
    std::swap(waiting_, next_);
  } else {
    waiting_.records += next_.records;
    move_behind(waiting_.entries, std::exchange(next_.entries, {}));
    next_.records.clear();
  }
  lock.unlock();
  bell_.notify_all();
}

/// Goes on without asking the loop, which is busy with what came meanwhile.
void RecordStore::work(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  while (bell_.wait(lock, stop, [this] { return !waiting_.entries.empty() && !has_failed_; })) {
    auto group = std::exchange(waiting_, {});
    lock.unlock();
    bell_.notify_all();
    group.result = log_.commit(group.records);
    lock.lock();
    has_failed_ = !group.result;
    if (committed_.empty()) loop_.post([this] { take_results(); });
    committed_.push_back(std::move(group));
    bell_.notify_all();
  }
}

void RecordStore::finish() {
  while (is_busy()) {
    {
      std::unique_lock lock(mutex_);
      bell_.wait(lock, [this] { return !committed_.empty(); });
    }
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
