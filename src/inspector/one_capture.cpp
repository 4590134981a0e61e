#include "inspector/one_capture.h"

#include <utility>

namespace hookctl::inspector {
namespace {

Error not_there() { return {"there is no capture of that id in the log", "reload the list"}; }

}  // namespace

Result<Whole> read_whole(const Shelf& shelf, std::string_view id) {
  std::optional<Row> row;
  Whole whole;
  shelf.read([&](const Rows& rows, Extent) {
    whole.position = rows.find(id);
    if (whole.position != Rows::none) row = rows.captures()[whole.position];
  });
  if (!row) return not_there();
  auto reader = capture::RecordReader::open(shelf.path());
  if (!reader) return reader.error();
  auto record = reader->record(row->place);
  if (!record) return record.error();
  auto* capture = std::get_if<capture::Capture>(&*record);
  if (capture == nullptr || capture->id != id) return not_there();
  whole.capture = std::move(*capture);
  whole.capture.response = std::move(row->capture.response);
  for (const auto place : row->outcomes) {
    auto line = reader->line(place);
    if (!line) return line.error();
    whole.outcomes.push_back(*std::move(line));
  }
  return whole;
}

}  // namespace hookctl::inspector
