#include "base/text_writer.h"

#include <algorithm>

namespace hookctl {
namespace {

constexpr std::size_t least_growth = 1024;

}  // namespace

void TextWriter::grow(std::size_t more) {
  const auto used = size();
  text_.resize(used + std::max(more, least_growth));
  at_ = text_.data() + used;
  end_ = text_.data() + text_.size();
}

}  // namespace hookctl
