#include "cli/redacted_output.h"

namespace hookctl::cli {

Result<RedactedOutput> RedactedOutput::open(Env& env, const Settings& settings, const std::string& path) {
  const auto into = settings.text("into");
  const bool in_place = settings.flag("in-place");
  if (into && in_place) return Error{"-o names a new file and --in-place wants none", "give one of them"};
  if (!into && !in_place) return RedactedOutput(env, std::nullopt, {});
  auto file = capture::NewFile::create(into ? *into : path + ".redacted");
  if (!file) return file.error();
  return RedactedOutput(env, *std::move(file), into ? "" : path);
}

Result<void> RedactedOutput::write(ByteView bytes) {
  if (file_) return file_->write(bytes);
  env_.out.write(bytes);
  return {};
}

Result<void> RedactedOutput::keep() {
  if (!file_) return {};
  return replaced_.empty() ? file_->keep() : file_->replace(replaced_);
}

}  // namespace hookctl::cli
