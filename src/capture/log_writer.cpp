#include "capture/log_writer.h"

#include "capture/log_file.h"

namespace hookctl::capture {

struct LogWriter::State {
  std::string path;
  Sync sync;
  FileSystem files;
  Fd file = Fd();
  FileState good = {};      // the file as the last good commit left it
  bool has_failed = false;  // bytes of a failed commit may stand after the good ones
  std::size_t trimmed = 0;

  Result<Repair> attach();
  Result<void> drop_failed_bytes();
  std::error_code store(std::string_view records);
};

/// Opens the file that the path names now, and leaves it ready for the next record.
Result<Repair> LogWriter::State::attach() {
  file = Fd();
  auto opened = open_locked(path);
  if (!opened) return opened.error();
  file = *std::move(opened);
  if (const auto dropped = drop_failed_bytes(); !dropped) return dropped.error();
  const auto repaired = repair_tail(path, file, files);
  if (!repaired) return repaired;
  good = state_of(file);
  has_failed = false;
  return repaired;
}

Result<void> LogWriter::State::drop_failed_bytes() {
  const auto now = state_of(file);
  if (!has_failed || !now.is_same_file(good) || now.size <= good.size) return {};
  if (files.ftruncate(file.get(), static_cast<off_t>(good.size)) == 0) return {};
  return cannot("trim", path, last_problem());
}

std::error_code LogWriter::State::store(std::string_view records) {
  if (const auto problem = write_all(files, file.get(), records)) return problem;
  if (sync == Sync::disk && files.fdatasync(file.get()) != 0) return last_problem();
  return {};
}

Result<LogWriter> LogWriter::open(std::string path, Sync sync) { return open(std::move(path), sync, FileSystem{}); }

Result<LogWriter> LogWriter::open(std::string path, Sync sync, FileSystem files) {
  auto state = std::make_unique<State>(State{.path = std::move(path), .sync = sync, .files = std::move(files)});
  const auto attached = state->attach();
  if (!attached) return attached.error();
  state->trimmed = attached->trimmed;
  return LogWriter(std::move(state));
}

LogWriter::LogWriter(std::unique_ptr<State> state) : state_(std::move(state)) {}
LogWriter::LogWriter(LogWriter&&) noexcept = default;
LogWriter& LogWriter::operator=(LogWriter&&) noexcept = default;
LogWriter::~LogWriter() = default;

Result<void> LogWriter::commit(std::string_view records) {
  auto& state = *state_;
  if (records.empty()) return {};
  if (!state.file.is_open() || state.has_failed || state_of(state.path) != state.good) {
    if (const auto attached = state.attach(); !attached) return attached.error();
  }
  if (const auto problem = state.store(records)) {
    state.has_failed = true;
    // Should this fail too, the next commit cuts before it writes.
    state.files.ftruncate(state.file.get(), static_cast<off_t>(state.good.size));
    return cannot("write", state.path, problem);
  }
  state.good.size += records.size();
  return {};
}

std::size_t LogWriter::trimmed() const { return state_->trimmed; }
const std::string& LogWriter::path() const { return state_->path; }

}  // namespace hookctl::capture
