#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hookctl {

/// One header field as it stands on the wire: name in its own case, value without the space around it.
struct Header {
  std::string name;
  std::string value;
  bool operator==(const Header&) const = default;
};

/// Header fields in wire order; names compare without case, duplicates stay apart.
class Headers {
 public:
  Headers() = default;
  Headers(std::initializer_list<Header> fields) : fields_(fields) {}

  /// Makes room for this many fields.
  void reserve(std::size_t count) { fields_.reserve(count); }

  void add(std::string name, std::string value) {
    auto& field = fields_.emplace_back();
    field.name = std::move(name);
    field.value = std::move(value);
  }
  /// Replaces the value of the first field of that name where it stands and drops the others; adds it when there is
  /// none.
  void set(std::string_view name, std::string value);
  void erase(std::string_view name);

  /// The value of the first field of that name.
  std::optional<std::string_view> find(std::string_view name) const;
  std::vector<std::string_view> all(std::string_view name) const;
  std::size_t count(std::string_view name) const { return all(name).size(); }

  bool empty() const { return fields_.empty(); }
  std::size_t size() const { return fields_.size(); }
  auto begin() const { return fields_.begin(); }
  auto end() const { return fields_.end(); }
  auto begin() { return fields_.begin(); }
  auto end() { return fields_.end(); }
  bool operator==(const Headers&) const = default;

 private:
  std::vector<Header> fields_;
};

}  // namespace hookctl
