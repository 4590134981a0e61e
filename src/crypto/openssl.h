#pragma once

#include <openssl/bio.h>
#include <openssl/evp.h>

#include <cstdint>
#include <memory>

#include "base/bytes.h"

namespace hookctl::crypto {

/// Frees an OpenSSL handle by its own function.
template <auto Free>
struct Deleter {
  template <typename T>
  void operator()(T* handle) const noexcept {
    Free(handle);
  }
};

template <typename T, auto Free>
using Handle = std::unique_ptr<T, Deleter<Free>>;

/// The bytes as OpenSSL wants to see them.
inline const std::uint8_t* data_of(ByteView bytes) { return reinterpret_cast<const std::uint8_t*>(bytes.data()); }

inline Bytes bytes_of(const std::uint8_t* data, std::size_t size) {
  return Bytes(reinterpret_cast<const char*>(data), size);
}

}  // namespace hookctl::crypto
