#include "flow/record_store.h"

#include <utility>

namespace hookctl::flow {
namespace {

/// How many bytes of outcomes wait for a disk that takes nothing.
constexpr std::size_t most_owed = 1024 * 1024;

}  // namespace

bool RecordStore::store(std::string_view records) {
  if (records.empty() && owed_.empty()) return true;
  const auto stored = owed_.empty() ? log_.commit(records) : log_.commit(owed_ + std::string(records));
  if (!stored) {
    if (!std::exchange(in_trouble_, true)) trouble_(stored.error());
    return false;
  }
  owed_.clear();
  if (std::exchange(in_trouble_, false)) trouble_({"records are stored again"});
  return true;
}

void RecordStore::store_or_owe(std::string_view records) {
  if (!store(records) && owed_.size() + records.size() <= most_owed) owed_ += records;
}

}  // namespace hookctl::flow
