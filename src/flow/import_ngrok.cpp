#include "flow/import_ngrok.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include "base/text.h"
#include "base/time_text.h"
#include "capture/encode.h"
#include "capture/history.h"
#include "capture/log_reader.h"
#include "capture/log_writer.h"
#include "capture/ulid.h"
#include "crypto/digest.h"
#include "flow/check.h"
#include "flow/credentials.h"
#include "flow/event_note.h"
#include "provider/read_event.h"
#include "wire/recorded_request.h"

namespace hookctl::flow {
namespace {

using capture::Capture;

/// The same for the same request of an agent.
std::string id_of(const NgrokRequest& from) {
  return capture::make_ulid(from.at, crypto::digest(crypto::Digest::sha256, from.id));
}

Result<std::set<std::string>> ids_in(const std::string& path) {
  std::set<std::string> ids;
  const auto read = capture::visit_log(
      path,
      [&](capture::Record&& record) {
        if (const auto* known = std::get_if<Capture>(&record)) ids.insert(known->id);
      },
      [](const capture::Damage&) {});
  if (!read) return read.error();
  return ids;
}

std::optional<std::string> public_url_of(const NgrokRequest& from, const std::string& target,
                                         std::span<const NgrokTunnel> tunnels) {
  const auto tunnel =
      std::find_if(tunnels.begin(), tunnels.end(), [&](const NgrokTunnel& each) { return each.name == from.tunnel; });
  if (tunnel == tunnels.end() || !target.starts_with('/')) return std::nullopt;
  return tunnel->public_url + target;
}

/// `the request of 2026-11-21T10:04:31.000000Z`.
std::string name_of(const NgrokRequest& from) { return fmt::format("the request of {}", to_rfc3339(from.at)); }

std::string truncation(const NgrokRequest& from, const Request& request) {
  const auto announced = request.headers.find("Content-Length");
  const auto whole = announced ? fmt::format(" of {}", escape_for_terminal(*announced)) : "";
  return fmt::format("{} is truncated: the agent kept {}{} bytes of its body", name_of(from), request.body.size(),
                     whole);
}

/// One import into one log.
class Import {
 public:
  Import(const ImportOptions& options, std::span<const NgrokTunnel> tunnels, capture::History history,
         std::set<std::string> ids)
      : options_(options), tunnels_(tunnels), history_(std::move(history)), ids_(std::move(ids)) {}

  void add(const NgrokRequest& from) {
    auto id = id_of(from);
    if (!ids_.insert(id).second) {
      ++summary_.known;
      return;
    }
    auto read = wire::recorded_request(from.raw);
    if (const auto* refusal = std::get_if<wire::Refusal>(&read)) {
      lacking_.push_back(fmt::format("{} is left out: {}", name_of(from), wire::row_of(refusal->reason).word));
      return;
    }
    auto& request = std::get<Request>(read);
    if (request.truncated) lacking_.push_back(truncation(from, request));
    captures_.push_back(capture_of(from, std::move(request), std::move(id)));
    history_.note(captures_.back());
    ++summary_.imported;
  }

  std::string records() const {
    std::string lines;
    for (const auto& each : captures_) capture::append_record(lines, each);
    return lines;
  }

  ImportSummary tell(const ImportObserver& observer) const {
    for (const auto& each : captures_) observer.captured(each);
    for (const auto& what : lacking_) observer.lacking(what);
    return summary_;
  }

 private:
  Capture capture_of(const NgrokRequest& from, Request request, std::string id) {
    Capture made{.id = std::move(id), .seq = history_.next_seq(), .at = from.at, .peer = from.peer};
    made.public_url = public_url_of(from, request.target, tunnels_);
    request.url = made.public_url.value_or("");
    const auto checked =
        check(request, {options_.provider, options_.known, options_.keys, options_.tolerance}, from.at);
    made.verdict = checked.verdict;
    made.masked = credentials_of(request, token_headers(options_.known));
    if (checked.provider != nullptr) {
      made.event = note_of(provider::read_event(*checked.provider, request), "");
      take_place(made, capture::identity_of(*made.event), history_);
    }
    if (from.status) made.response = capture::Answered{.status = *from.status, .ms = from.ms};
    made.request = std::move(request);
    return made;
  }

  const ImportOptions& options_;
  std::span<const NgrokTunnel> tunnels_;
  capture::History history_;
  std::set<std::string> ids_;
  std::vector<Capture> captures_ = {};
  std::vector<std::string> lacking_ = {};
  ImportSummary summary_ = {};
};

}  // namespace

Result<ImportSummary> import_ngrok(std::span<const NgrokRequest> requests, std::span<const NgrokTunnel> tunnels,
                                   const ImportOptions& options, const ImportObserver& observer) {
  auto log = capture::LogWriter::open(options.captures, capture::Sync::disk);
  if (!log) return log.error();
  auto history = capture::History::read(options.captures);
  if (!history) return history.error();
  auto ids = ids_in(options.captures);
  if (!ids) return ids.error();
  Import run(options, tunnels, *std::move(history), *std::move(ids));
  for (const auto& each : requests) run.add(each);
  if (const auto stored = log->commit(run.records()); !stored) return stored.error();
  return run.tell(observer);
}

}  // namespace hookctl::flow
