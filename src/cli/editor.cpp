#include "cli/editor.h"

#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <utility>

#include "cli/read_file.h"

namespace hookctl::cli {
namespace {

/// A file that only this user can read and that goes with the object.
class Draft {
 public:
  explicit Draft(const std::string& folder) : path_(folder + "/hookctl-body-XXXXXX.json") {
    descriptor_ = ::mkstemps(path_.data(), 5);
  }
  Draft(const Draft&) = delete;
  Draft& operator=(const Draft&) = delete;
  ~Draft() {
    if (descriptor_ < 0) return;
    ::close(descriptor_);
    ::unlink(path_.c_str());
  }

  bool write(ByteView bytes) {
    while (descriptor_ >= 0 && !bytes.empty()) {
      const auto count = ::write(descriptor_, bytes.data(), bytes.size());
      if (count < 0 && errno != EINTR) return false;
      if (count > 0) bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return descriptor_ >= 0;
  }

  const std::string& path() const { return path_; }

 private:
  std::string path_;
  int descriptor_;
};

/// What the user set is a command line of the shell, as git has it.
Result<void> run_editor(std::string editor, std::string path) {
  editor += " \"$1\"";
  std::string shell = "sh", option = "-c";
  char* const arguments[] = {shell.data(), option.data(), editor.data(), shell.data(), path.data(), nullptr};
  pid_t process = 0;
  if (::posix_spawnp(&process, "sh", nullptr, nullptr, arguments, environ) != 0) {
    return Error{"cannot start the editor", {}, Fault::environment};
  }
  int status = 0;
  while (::waitpid(process, &status, 0) < 0 && errno == EINTR) continue;
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return {};
  return Error{"the editor failed, so nothing is sent", "see what $VISUAL or $EDITOR names"};
}

Result<Bytes> edited(Env& env, const Bytes& body) {
  auto editor = env.variable("VISUAL");
  if (!editor || editor->empty()) editor = env.variable("EDITOR");
  if (!editor || editor->empty()) return Error{"--edit finds no editor", "export EDITOR=nano, or another"};
  Draft draft(env.variable("TMPDIR").value_or("/tmp"));
  if (!draft.write(body)) return Error{"cannot write a file for the editor", "see $TMPDIR", Fault::environment};
  if (const auto done = run_editor(*editor, draft.path()); !done) return done.error();
  auto bytes = read_file(draft.path());
  if (bytes && bytes->ends_with('\n') && !body.ends_with('\n')) bytes->pop_back();
  return bytes;
}

}  // namespace

Result<void> edit_by_hand(Env& env, flow::Recordings& recordings, flow::Edits& edits) {
  if (recordings.size() != 1) {
    return Error{fmt::format("--edit is for one capture, and these are {}", recordings.size()),
                 "name one: captures.jsonl#3"};
  }
  auto recorded = recordings.read(0);
  if (!recorded) return recorded.error();
  auto body = flow::edited_body(std::move(recorded->capture.request.body), edits);
  if (!body) return body.error();
  auto changed = edited(env, *body);
  if (!changed) return changed.error();
  edits.body = *std::move(changed);
  edits.members.clear();
  return {};
}

}  // namespace hookctl::cli
