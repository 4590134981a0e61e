#include "flow/import.h"

#include <fmt/format.h>

#include <set>
#include <utility>
#include <vector>

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

namespace hookctl::flow {
namespace {

using capture::Capture;

/// The same for the same request of a source.
std::string id_of(const capture::Foreign& from, Instant now) {
  auto key = from.key;
  if (key.empty()) {
    key = fmt::format("{} {}\n{}", from.request.method, from.url, from.request.body);
    for (const auto& [name, value] : from.request.headers) key += fmt::format("\n{}: {}", name, value);
    if (!from.at) key += crypto::random_bytes(10);
  }
  return capture::make_ulid(from.at.value_or(now), crypto::digest(crypto::Digest::sha256, key));
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

/// One import into one log.
class Import {
 public:
  Import(const ImportOptions& options, capture::History history, std::set<std::string> ids, Instant now)
      : options_(options),
        known_(options.known),
        credentials_(options.known),
        history_(std::move(history)),
        ids_(std::move(ids)),
        now_(now) {}

  void add(capture::Foreign&& from) {
    auto id = id_of(from, now_);
    if (!ids_.insert(id).second) {
      ++summary_.known;
      return;
    }
    for (const auto& what : from.lost) lacking_.push_back(fmt::format("{}: {}", from.name, what));
    captures_.push_back(capture_of(std::move(from), std::move(id)));
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
  Capture capture_of(capture::Foreign&& from, std::string id) {
    auto& request = from.request;
    Capture made{.id = std::move(id), .seq = history_.next_seq(), .at = from.at.value_or(now_), .peer = from.peer};
    if (!from.url.empty()) made.public_url = from.url;
    request.url = from.url;
    const auto checked = check(request, {options_.provider, known_, options_.keys, options_.tolerance}, made.at);
    made.verdict = checked.verdict;
    made.masked = credentials_.of(request);
    if (checked.provider != nullptr) {
      made.event = note_of(provider::read_event(*checked.provider, request), "");
      take_place(made, capture::identity_of(*made.event), history_);
    }
    if (from.status) made.response = capture::Answered{.status = *from.status, .ms = from.ms};
    made.request = std::move(request);
    return made;
  }

  const ImportOptions& options_;
  provider::Detector known_;
  CredentialHeaders credentials_;
  capture::History history_;
  std::set<std::string> ids_;
  std::vector<Capture> captures_ = {};
  std::vector<std::string> lacking_ = {};
  ImportSummary summary_ = {};
  Instant now_;
};

}  // namespace

Result<ImportSummary> import_requests(std::vector<capture::Foreign> requests, const ImportOptions& options,
                                      const ImportObserver& observer, Instant now) {
  auto log = capture::LogWriter::open(options.captures, capture::Sync::disk);
  if (!log) return log.error();
  auto history = capture::History::read(options.captures);
  if (!history) return history.error();
  auto ids = ids_in(options.captures);
  if (!ids) return ids.error();
  Import run(options, *std::move(history), *std::move(ids), now);
  for (auto& each : requests) run.add(std::move(each));
  if (const auto stored = log->commit(run.records()); !stored) return stored.error();
  return run.tell(observer);
}

}  // namespace hookctl::flow
