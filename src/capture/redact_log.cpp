#include "capture/redact_log.h"

#include <fmt/format.h>

#include <optional>
#include <variant>

#include "base/text.h"
#include "capture/carry_unknown.h"
#include "capture/encode.h"

namespace hookctl::capture {
namespace {

/// The line of a record that was redacted; nothing when it stays as it is.
std::optional<Bytes> redacted_line(ByteView line, Record& record, const Redaction& redaction) {
  return std::visit(
      [&](auto& known) -> std::optional<Bytes> {
        if constexpr (std::is_same_v<std::decay_t<decltype(known)>, Unknown>) {
          return std::nullopt;
        } else {
          if (!redaction.apply(known)) return std::nullopt;
          std::string written;
          append_record(written, known);
          return carry_unknown(line, written);
        }
      },
      record);
}

Bytes as_it_was(const Line& line) {
  Bytes bytes(line.text);
  if (line.ending == Ending::newline) bytes += '\n';
  return bytes;
}

Error too_long(const std::string& path, const Line& line) {
  return Error{fmt::format("cannot redact '{}': line {} is longer than {} bytes", escape_for_terminal(path),
                           line.number, longest_line),
               "take that line out first"};
}

}  // namespace

Result<RedactedLog> redact_log(const std::string& path, const Redaction& redaction,
                               const std::function<Result<void>(ByteView)>& write) {
  RedactedLog done;
  const auto pass_on = [&](ByteView bytes) -> Result<Visit> {
    if (const auto written = write(bytes); !written) return written.error();
    return Visit::go_on;
  };
  const auto visited = visit_lines(path, [&](const Line& line, Result<Record>&& record) -> Result<Visit> {
    if (line.too_long) return too_long(path, line);
    if (!record) {
      done.kept.push_back({line.number, record.error().message});
      return pass_on(as_it_was(line));
    }
    ++done.records;
    if (const auto* unknown = std::get_if<Unknown>(&*record)) {
      done.kept.push_back({line.number, fmt::format("a record of type '{}', which is not known here",
                                                    escape_for_terminal(unknown->type))});
    }
    const auto redacted = redacted_line(line.text, *record, redaction);
    if (!redacted) return pass_on(as_it_was(line));
    ++done.changed;
    return pass_on(*redacted);
  });
  if (!visited) return visited.error();
  return done;
}

}  // namespace hookctl::capture
