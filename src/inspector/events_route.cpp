#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "base/units.h"
#include "inspector/routes.h"
#include "inspector/row_json.h"

namespace hookctl::inspector {
namespace {

/// How many records one event tells of at most.
constexpr std::uint64_t records_at_once = 200;

/// How often a stream looks whether its reader is still there.
constexpr Millis between_looks{250};

/// After so many looks without an event a comment shows the reader that the stream is alive.
constexpr int looks_until_comment = 40;

/// Whether events carry the captures, or only say that there is something new.
enum class Form { rows, brief };

/// What one reader has been told.
struct Stream {
  Extent told = {};
  Form form = Form::rows;
  int quiet_looks = 0;
};

/// An event is named by the number of records it covers, so that a reader can go on behind it, also in the next run.
std::string event_text(std::string_view name, const Extent& extent, report::Json object) {
  object["edition"] = extent.edition;
  object["records"] = extent.records;
  return fmt::format("id: {}\nevent: {}\ndata: {}\n", extent.records, name, report::line_of(object));
}

/// What is new for a reader; it has been told then.
std::string next_event(const Site& site, Stream& stream) {
  std::string text;
  site.shelf.read([&](const Rows& rows, Extent extent) {
    if (extent.edition != stream.told.edition || extent.records < stream.told.records) {
      stream.told = {.edition = extent.edition};
      text = event_text("replaced", stream.told, report::object_of("replaced"));
      return;
    }
    auto object = report::object_of("captures");
    object["total"] = rows.captures().size();
    if (stream.form == Form::brief) {
      stream.told = extent;
    } else {
      const auto end = std::min(extent.records, stream.told.records + records_at_once);
      std::vector<std::uint32_t> positions;
      for (auto record = stream.told.records; record < end; ++record) {
        const auto position = rows.by_record()[record];
        if (position != Rows::none) positions.push_back(position);
      }
      std::sort(positions.begin(), positions.end());
      positions.erase(std::unique(positions.begin(), positions.end()), positions.end());
      object["captures"] = rows_json(rows, positions, site.marks);
      stream.told.records = end;
    }
    text = event_text("captures", stream.told, std::move(object));
  });
  return text;
}

/// Writes what is new, or waits for it a little; false ends the stream.
bool go_on(Site& site, Stream& stream, httplib::DataSink& sink) {
  if (site.ending.stop_requested()) return false;
  const auto extent = site.shelf.wait(stream.told, between_looks);
  if (site.ending.stop_requested() || !sink.is_writable()) return false;
  std::string text;
  if (extent != stream.told) {
    text = next_event(site, stream);
    stream.quiet_looks = 0;
  } else if (++stream.quiet_looks == looks_until_comment) {
    text = ": still here\n\n";
    stream.quiet_looks = 0;
  }
  return text.empty() || sink.write(text.data(), text.size());
}

/// Where a reader goes on: behind the event it saw last; a new one begins with what comes now.
Result<Stream> stream_for(const Site& site, const httplib::Request& request) {
  Stream stream{.form = request.get_param_value("form") == "brief" ? Form::brief : Form::rows};
  site.shelf.read([&](const Rows&, Extent extent) { stream.told = extent; });
  const auto last = request.get_header_value("Last-Event-ID");
  if (last.empty()) return stream;
  const auto records = parse_number(last, 0, UINT32_MAX);
  if (!records) return records.error();
  stream.told.records = *records;
  return stream;
}

}  // namespace

void add_events_route(httplib::Server& server, Site& site) {
  server.Get("/api/events", [&site](const httplib::Request& request, httplib::Response& response) {
    const auto begun = stream_for(site, request);
    if (!begun) return reply_error(response, 400, begun.error());
    auto stream = std::make_shared<Stream>(*begun);
    auto hello = std::make_shared<std::string>(": hello\n\n");
    response.set_chunked_content_provider("text/event-stream",
                                          [&site, stream, hello](std::size_t, httplib::DataSink& sink) {
                                            if (const auto greeting = std::exchange(*hello, ""); !greeting.empty()) {
                                              return sink.write(greeting.data(), greeting.size());
                                            }
                                            return go_on(site, *stream, sink);
                                          });
  });
}

}  // namespace hookctl::inspector
