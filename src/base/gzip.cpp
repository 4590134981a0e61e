#include "base/gzip.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <memory>
#include <stdexcept>

namespace hookctl {
namespace {

constexpr int window_bits = 15;
constexpr int any_header = 32;  // zlib finds out whether a stream is gzip or zlib
constexpr int gzip_header = 16;
constexpr int memory_level = 8;

template <auto End>
struct StreamEnd {
  void operator()(z_stream* stream) const noexcept { End(stream); }
};

Bytef* data_of(ByteView bytes) { return reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data())); }

}  // namespace

std::optional<Bytes> inflated(ByteView compressed, std::size_t limit) {
  z_stream stream{};
  if (inflateInit2(&stream, window_bits + any_header) != Z_OK) return std::nullopt;
  const std::unique_ptr<z_stream, StreamEnd<inflateEnd>> owned(&stream);
  stream.next_in = data_of(compressed);
  stream.avail_in = static_cast<uInt>(compressed.size());
  Bytes out;
  std::array<char, 16'384> chunk;
  while (true) {
    stream.next_out = reinterpret_cast<Bytef*>(chunk.data());
    stream.avail_out = static_cast<uInt>(chunk.size());
    const auto state = inflate(&stream, Z_NO_FLUSH);
    if (state != Z_OK && state != Z_STREAM_END) return std::nullopt;
    const auto size = chunk.size() - stream.avail_out;
    if (out.size() + size > limit) return std::nullopt;
    out.append(chunk.data(), size);
    if (state == Z_STREAM_END) return stream.avail_in == 0 ? std::optional(std::move(out)) : std::nullopt;
  }
}

Bytes gzipped(ByteView bytes, int level) {
  z_stream stream{};
  if (deflateInit2(&stream, level, Z_DEFLATED, window_bits + gzip_header, memory_level, Z_DEFAULT_STRATEGY) != Z_OK) {
    throw std::runtime_error("zlib cannot compress");
  }
  const std::unique_ptr<z_stream, StreamEnd<deflateEnd>> owned(&stream);
  Bytes out(deflateBound(&stream, static_cast<uLong>(bytes.size())), '\0');
  stream.next_in = data_of(bytes);
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  if (deflate(&stream, Z_FINISH) != Z_STREAM_END) throw std::runtime_error("zlib cannot compress");
  out.resize(stream.total_out);
  return out;
}

}  // namespace hookctl
