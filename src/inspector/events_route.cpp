#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/units.h"
#include "inspector/routes.h"
#include "inspector/row_json.h"

namespace hookctl::inspector {
namespace {

/// How many records one event tells of at most.
constexpr std::uint64_t records_at_once = 200;

/// After that a comment shows the reader that the stream is alive.
constexpr Seconds longest_silence{10};

/// Whether events carry the captures, or only say that there is something new.
enum class Form { rows, brief };

/// What one reader has been told.
struct Telling {
  Extent told = {};
  Form form = Form::rows;
  Instant last = {};  // when something was said
};

/// An event is named by the number of records it covers, so that a reader can go on behind it, also in the next run.
std::string event_text(std::string_view name, const Extent& extent, report::Json object) {
  object["edition"] = extent.edition;
  object["records"] = extent.records;
  return fmt::format("id: {}\nevent: {}\ndata: {}\n", extent.records, name, report::line_of(object));
}

/// What is new for a reader; it has been told then.
std::string next_event(const Site& site, Telling& telling) {
  std::string text;
  site.shelf.read([&](const Rows& rows, Extent extent) {
    if (extent.edition != telling.told.edition || extent.records < telling.told.records) {
      telling.told = {.edition = extent.edition};
      text = event_text("replaced", telling.told, report::object_of("replaced"));
      return;
    }
    auto object = report::object_of("captures");
    object["total"] = rows.captures().size();
    if (telling.form == Form::brief) {
      telling.told = extent;
    } else {
      const auto end = std::min(extent.records, telling.told.records + records_at_once);
      std::vector<std::uint32_t> positions;
      for (auto record = telling.told.records; record < end; ++record) {
        const auto position = rows.by_record()[record];
        if (position != Rows::none) positions.push_back(position);
      }
      std::sort(positions.begin(), positions.end());
      positions.erase(std::unique(positions.begin(), positions.end()), positions.end());
      object["captures"] = rows_json(rows, positions, site.marks);
      telling.told.records = end;
    }
    text = event_text("captures", telling.told, std::move(object));
  });
  return text;
}

/// What is new for a reader, or now and then a sign that the stream is alive; nothing once everything ends.
std::optional<Bytes> tell(const Site& site, Telling& telling) {
  if (site.ending.stop_requested()) return std::nullopt;
  if (site.shelf.extent() != telling.told) {
    telling.last = site.clock.now();
    return next_event(site, telling);
  }
  if (site.clock.now() < telling.last + longest_silence) return "";
  telling.last = site.clock.now();
  return ": still here\n\n";
}

/// Where a reader goes on: behind the event it saw last; a new one begins with what comes now.
Result<Telling> telling_for(const Site& site, const Call& call) {
  Telling telling{.told = site.shelf.extent(),
                  .form = call.parameter("form") == "brief" ? Form::brief : Form::rows,
                  .last = site.clock.now()};
  const auto seen = call.request.headers.find("Last-Event-ID");
  if (!seen) return telling;
  const auto records = parse_number(*seen, 0, UINT32_MAX);
  if (!records) return records.error();
  telling.told.records = *records;
  return telling;
}

}  // namespace

Reply tell_events(Site& site, const Call& call) {
  const auto begun = telling_for(site, call);
  if (!begun) return error_reply(400, begun.error());
  auto reply = bytes_reply("text/event-stream", ": hello\n\n");
  reply.more = [&site, telling = *begun]() mutable { return tell(site, telling); };
  return reply;
}

}  // namespace hookctl::inspector
