#pragma once

#include <simdjson.h>

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/clock.h"
#include "webhook/headers.h"

namespace hookctl::capture {

/// The members of one JSON object of a record. What is missing or of the wrong kind yields an empty value, and the
/// first such trouble is kept in `problem` by its full name: `member 'request.method' is missing`.
class Fields {
 public:
  Fields(simdjson::dom::object object, std::string path, std::string& problem)
      : object_(object), last_(object.begin()), path_(std::move(path)), problem_(problem) {}

  /// Members that must be there. A view is valid until the decoder reads the next line.
  std::string_view view(std::string_view name) const;
  std::string text(std::string_view name) const;
  std::uint64_t number(std::string_view name) const;
  int integer(std::string_view name) const;
  double decimal(std::string_view name) const;
  Instant time(std::string_view name) const;
  /// The member, or the one with `_b64` after its name in base64.
  Bytes bytes(std::string_view name) const;
  Fields object(std::string_view name) const;
  /// Which of the words a member is.
  std::size_t word(std::string_view name, std::span<const std::string_view> words) const;

  /// Members that may be absent or null.
  std::optional<std::string_view> view_if(std::string_view name) const;
  std::optional<std::string> text_if(std::string_view name) const;
  std::optional<std::uint64_t> number_if(std::string_view name) const;
  std::optional<int> integer_if(std::string_view name) const;
  std::optional<double> decimal_if(std::string_view name) const;
  std::optional<Fields> object_if(std::string_view name) const;
  Bytes bytes_if(std::string_view name) const;
  bool flag_if(std::string_view name) const;
  std::vector<Fields> objects_if(std::string_view name) const;
  std::vector<std::string> texts_if(std::string_view name) const;
  /// Header fields; the names of those whose value is masked are added to `masked`, each once.
  Headers headers_if(std::string_view name, std::vector<std::string>& masked) const;

  /// Keeps a trouble, or one with a member, unless an earlier one is known.
  void fail(std::string_view trouble) const;
  void fail(std::string_view name, std::string_view what) const;

 private:
  std::optional<simdjson::dom::element> find(std::string_view name) const;
  bool is_at(std::string_view name) const;
  std::string inner_path(std::string_view name) const;
  template <typename T>
  std::optional<T> read(std::string_view name, std::string_view kind) const;
  template <typename T>
  T require(std::string_view name, std::optional<T> value) const;
  Header read_header(std::string_view name, simdjson::dom::element element, std::vector<std::string>& masked) const;

  simdjson::dom::object object_;
  mutable simdjson::dom::object::iterator last_;  // the member that was found last
  std::string path_;
  std::string& problem_;
};

}  // namespace hookctl::capture
