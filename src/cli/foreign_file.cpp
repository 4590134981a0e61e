#include "cli/foreign_file.h"

#include <fmt/format.h>

#include <filesystem>
#include <system_error>
#include <utility>

#include "base/text.h"
#include "cli/read_file.h"
#include "cli/request_options.h"
#include "cli/say.h"
#include "flow/foreign.h"

namespace hookctl::cli {
namespace {

using flow::FileForm;

constexpr std::size_t enough_to_tell = 4096;

std::string name_of(const std::string& path) { return path == "-" ? "standard input" : escape_for_terminal(path); }

Error blamed(const std::string& path, const Error& error) {
  return Error{fmt::format("cannot read '{}': {}", name_of(path), error.message), error.hint, error.fault};
}

/// Reads what lies beside a file of command lines: a file's content must not be able to name others.
capture::ReadNamed beside(const std::string& path) {
  return [folder = std::filesystem::path(path).parent_path()](const std::string& name) -> Result<Bytes> {
    if (name.empty() || name == "-" || name == ".." || name.find('/') != name.npos) {
      return Error{fmt::format("the command line names the file '{}'", escape_for_terminal(name)),
                   "only files beside the command line are read; put it there and name it without folder"};
    }
    return read_file((folder / name).string());
  };
}

Result<std::vector<capture::Foreign>> foreign_in(const std::string& path, FileForm form, ByteView text) {
  auto requests = flow::read_foreign(form, text, beside(path));
  if (!requests) return blamed(path, requests.error());
  return requests;
}

/// The captures of a file that is at hand whole.
Result<std::vector<capture::Capture>> captures_in(Env& env, const std::string& path, ByteView text) {
  const auto form = flow::form_of(text.substr(0, enough_to_tell));
  if (form == FileForm::log) {
    auto captures = flow::captures_in(text);
    if (!captures) return blamed(path, captures.error());
    return captures;
  }
  auto requests = foreign_in(path, form, text);
  if (!requests) return requests.error();
  for (const auto& each : *requests) {
    for (const auto& what : each.lost) warn(env, fmt::format("{}, {}: {}", name_of(path), each.name, what));
  }
  return flow::captures_of(*std::move(requests), env.clock.now());
}

/// Whether a log's place in the file is enough to read captures again: neither of a pipe nor of other forms. What is
/// not there counts as a log, which then cannot be read.
bool is_log_file(const std::string& path) {
  std::error_code unknown;
  const auto kind = std::filesystem::status(path, unknown).type();
  if (path == "-" || kind == std::filesystem::file_type::fifo || kind == std::filesystem::file_type::character) {
    return false;
  }
  const auto beginning = read_beginning(path, enough_to_tell);
  return !beginning || flow::form_of(*beginning) == FileForm::log;
}

}  // namespace

Result<std::vector<capture::Foreign>> read_foreign_file(Env& env, const std::string& path) {
  const auto text = read_body(env, path);
  if (!text) return text.error();
  return foreign_in(path, flow::form_of(ByteView(*text).substr(0, enough_to_tell)), *text);
}

Result<void> add_recordings(flow::Recordings& recordings, Env& env, const capture::Selector& selector,
                            const std::function<bool(const capture::Capture&)>& wanted) {
  const auto& path = selector.path;
  if (is_log_file(path)) return recordings.add(selector, wanted);
  const auto text = read_body(env, path);
  if (!text) return text.error();
  auto captures = captures_in(env, path, *text);
  if (!captures) return captures.error();
  auto chosen = capture::choose(*std::move(captures), selector);
  if (!chosen) return chosen.error();
  for (auto& each : *chosen) {
    if (wanted(each)) recordings.add({.file = path, .capture = std::move(each)});
  }
  return {};
}

}  // namespace hookctl::cli
