#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "webhook/request.h"

namespace hookctl::wire {

/// The exact bytes of a request: request line, headers in order, empty line, body. No header is added; a body whose
/// framing is `chunked` goes as one chunk, followed by the trailers.
/// Fails when a method, target, version, header name or value would break out of its line.
Result<Bytes> render(const Request& request);

/// The head of a request that goes out many times, rendered but for the values of some headers, which differ each time.
class Stencil {
 public:
  /// Each of the names takes a value, in the place of the first header of that name or behind all others; further ones
  /// of that name are left out. Fails as `render` does.
  static Result<Stencil> of(Request request, std::span<const std::string_view> names);

  /// The exact bytes of the request that this was made of, with these values, one for each name. Fails when a value
  /// would break out of its line.
  Result<Bytes> filled(std::span<const std::string_view> values, const Request& request) const;

 private:
  struct Gap {
    std::size_t at;     // in the head
    std::size_t value;  // which one it takes
  };

  ByteView name_before(const Gap& gap) const;

  Bytes head_ = {};
  std::vector<Gap> gaps_ = {};
};

}  // namespace hookctl::wire
