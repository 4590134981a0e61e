#include "flow/recordings.h"

#include <limits>
#include <utility>

namespace hookctl::flow {
namespace {

constexpr auto in_memory = std::numeric_limits<std::uint32_t>::max();

}  // namespace

void Recordings::note(const capture::Capture& capture, capture::Extent extent, std::uint32_t log) {
  entries_.push_back({capture.at, extent, log});
  if (!capture.redacted.empty()) ++redacted_;
}

void Recordings::add(Recorded recorded) {
  note(recorded.capture, {.offset = kept_.size()}, in_memory);
  kept_.push_back(std::move(recorded));
}

Result<void> Recordings::add(const capture::Selector& selector,
                             const std::function<bool(const capture::Capture&)>& wanted) {
  auto file = capture::RecordFile::open(selector.path);
  if (!file) return file.error();
  const auto log = static_cast<std::uint32_t>(logs_.size());
  logs_.push_back({selector.path, *std::move(file)});
  return capture::visit_selected(selector, [&](const capture::Capture& capture, capture::Extent extent) {
    if (wanted(capture)) note(capture, extent, log);
  });
}

Result<Recorded> Recordings::read(std::size_t index) {
  const auto& entry = entries_[index];
  if (entry.log == in_memory) return kept_[entry.extent.offset];
  auto& [path, file] = logs_[entry.log];
  auto capture = file.read(entry.extent);
  if (!capture) return capture.error();
  return Recorded{.file = path, .capture = *std::move(capture)};
}

}  // namespace hookctl::flow
