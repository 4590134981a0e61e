#pragma once

#include "base/bytes.h"

namespace hookctl::crypto {

/// Shared key material. It cannot be printed or compared by accident, and its memory is wiped when it goes.
class Secret {
 public:
  explicit Secret(Bytes bytes) : bytes_(std::move(bytes)) {}
  Secret(const Secret&) = default;
  Secret(Secret&&) noexcept = default;
  Secret& operator=(const Secret&) = default;
  Secret& operator=(Secret&&) noexcept = default;
  ~Secret();

  /// The bytes themselves, for the one call that signs, checks or decodes with them.
  ByteView expose() const { return bytes_; }
  bool empty() const { return bytes_.empty(); }

 private:
  Bytes bytes_;
};

}  // namespace hookctl::crypto
