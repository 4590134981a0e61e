#include "signature/explain_form.h"

#include <array>
#include <tuple>

namespace hookctl::signature {
namespace {

constexpr std::array<std::string_view, 8> words{"secret",    "body",      "input",  "url",
                                                "signature", "algorithm", "scheme", "time"};

}  // namespace

std::string_view to_text(Class kind) { return words[static_cast<std::size_t>(kind)]; }

Change both(const Change& left, const Change& right) {
  if (left.steps == 0) return right;
  if (right.steps == 0) return left;
  const bool left_leads = std::tie(right.size, left.kind) <= std::tie(left.size, right.kind);
  const auto& larger = left_leads ? left : right;
  return {larger.kind,
          left.name + ", and " + right.name,
          larger.advice,
          left.steps + right.steps,
          left.size + right.size,
          left.difference ? left.difference : right.difference};
}

bool is_smaller(const Change& left, const Change& right) {
  return std::tie(left.steps, left.size, left.kind) < std::tie(right.steps, right.size, right.kind);
}

}  // namespace hookctl::signature
