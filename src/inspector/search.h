#pragma once

#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "flow/condition.h"
#include "inspector/shelf.h"

namespace hookctl::inspector {

/// What captures are looked for: a text that stands in them, and a condition that holds for them.
struct Query {
  std::string text = {};   // looked for without case in target, event, headers and body; empty: every capture has it
  std::string where = {};  // as `--filter` reads it; empty: it always holds
  bool operator==(const Query&) const = default;
};

/// Some of the captures that were found, by their positions on the shelf, the oldest first.
struct Slice {
  Extent extent = {};
  std::size_t total = 0;  // that were found in all
  std::size_t from = 0;   // the place of the first one here among them
  std::vector<std::uint32_t> positions = {};
};

/// Which part of what is found is asked for.
struct Window {
  std::size_t from = 0;                  // among all that are found
  std::string after = {};                // instead: those behind the capture of this id
  std::optional<std::size_t> skip = {};  // instead: the newest, but for so many
  std::size_t limit = 100;
};

/// Finds captures on a shelf. The latest questions are remembered, and only what is new is looked at for them again.
class Search {
 public:
  explicit Search(const Shelf& shelf) : shelf_(shelf) {}

  /// Fails for a condition that cannot be read, an id that is not there and a log that cannot be.
  Result<Slice> find(const Query& query, const Window& window);

 private:
  struct Asked {
    Query query;
    std::optional<flow::Condition> condition = {};
    std::mutex mutex = {};
    std::uint64_t edition = 0;
    std::uint64_t updates = 0;
    std::size_t examined = 0;
    std::vector<std::uint32_t> found = {};
  };

  Result<std::shared_ptr<Asked>> recall(const Query& query);
  Result<void> catch_up(Asked& asked) const;
  Result<bool> examine_some(Asked& asked) const;

  const Shelf& shelf_;
  std::mutex mutex_ = {};
  std::list<std::shared_ptr<Asked>> asked_ = {};  // the latest first
};

}  // namespace hookctl::inspector
