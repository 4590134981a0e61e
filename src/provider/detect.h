#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "provider/provider.h"
#include "webhook/request.h"

namespace hookctl::provider {

/// Which provider a delivery looks like, and by which of its marks.
struct Detected {
  const Provider* provider;
  const Marks* marks;

  /// The marks in words: `webhook-signature starts with 'v3,'`.
  std::string basis() const;
};

/// Recognises many deliveries among the same rows, which outlive it.
class Detector {
 public:
  explicit Detector(std::span<const Provider> rows);

  std::span<const Provider> rows() const { return rows_; }

  /// The row whose marks fit a delivery best: the more marks a row has, the more its match says; of equal ones the
  /// first.
  std::optional<Detected> detect(const Request& request) const;

 private:
  struct Entry {
    const Provider* row;
    const Marks* marks;
    std::uint64_t lengths;  // of the names of the headers it needs, as bits
    std::size_t weight;
  };

  std::span<const Provider> rows_;
  std::vector<Entry> entries_ = {};  // the most telling first
};

/// Recognises a single delivery; as `Detector` does.
std::optional<Detected> detect(const Request& request, std::span<const Provider> rows);

/// The same among hookctl's own rows.
std::optional<Detected> detect(const Request& request);

}  // namespace hookctl::provider
