#pragma once

#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "provider/provider.h"

namespace hookctl::provider {

/// The texts and lists that rows made at run time point to. What is kept stays where it is, also when the store moves.
class RowStore {
 public:
  RowStore() = default;
  RowStore(RowStore&&) = default;
  RowStore& operator=(RowStore&&) = default;

  std::string_view keep(std::string text) { return texts_.emplace_back(std::move(text)); }

  template <typename Item>
  std::span<const Item> keep(std::vector<Item> items) {
    return std::get<Lists<Item>>(lists_).emplace_back(std::move(items));
  }

 private:
  template <typename Item>
  using Lists = std::deque<std::vector<Item>>;

  std::deque<std::string> texts_;
  std::tuple<Lists<signature::Scheme>, Lists<Marks>, Lists<Place>, Lists<Millis>, Lists<retry::StatusRange>,
             Lists<StatusWord>, Lists<Sample>, Lists<SpecialAnswer>, Lists<std::string_view>>
      lists_;
};

}  // namespace hookctl::provider
