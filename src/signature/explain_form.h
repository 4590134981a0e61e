#pragma once

#include <optional>
#include <string>

#include "signature/cause.h"

/// What a search for the cause is made of: forms of the parts of a delivery, each with the change that leads to it.
namespace hookctl::signature {

/// A change to one part, or two of them. Without steps it is none.
struct Change {
  Class kind = Class::secret;
  std::string name = {};
  std::string advice = {};
  int steps = 0;  // how many changes it counts for
  int size = 0;   // 1: white space and spelling, 2: written anew, 3: something else altogether
  std::optional<std::size_t> difference = {};  // of a body: the offset of its first byte that changes
};

/// A part of a delivery after a change.
template <typename T>
struct Form {
  Change change;
  T value;
};

/// Both changes as one: it has the class and the advice of the larger, the earlier class where they are equal.
Change both(const Change& left, const Change& right);

/// Whether a change is the smaller one: fewer steps, less in size, the earlier class.
bool is_smaller(const Change& left, const Change& right);

}  // namespace hookctl::signature
