#include "capture/redaction_key.h"

#include <fcntl.h>
#include <fmt/format.h>

#include <array>

#include "base/fd.h"
#include "base/text.h"
#include "capture/file_system.h"
#include "crypto/digest.h"
#include "crypto/encoding.h"

namespace hookctl::capture {
namespace {

constexpr std::size_t key_bytes = 32;

Error cannot_use(const std::string& path, std::string_view what) {
  return Error{fmt::format("cannot use redaction key '{}': {}", escape_for_terminal(path), what),
               "without that file a new key is made, and equal values get other placeholders than before",
               Fault::environment};
}

Result<crypto::Secret> read_key(const std::string& path, const Fd& file) {
  std::array<char, 2 * key_bytes + 2> text;  // one byte more than hex and a newline, to see what is too long
  const auto count = ::read(file.get(), text.data(), text.size());
  if (count < 0) return cannot_use(path, last_problem().message());
  ByteView hex(text.data(), static_cast<std::size_t>(count));
  if (hex.ends_with('\n')) hex.remove_suffix(1);
  auto key = crypto::from_hex(hex);
  if (!key || key->size() != key_bytes) return cannot_use(path, "it does not hold 64 hex digits");
  return crypto::Secret(*std::move(key));
}

}  // namespace

std::string redaction_key_path(const std::string& log) { return log + ".redaction-key"; }

Result<std::optional<crypto::Secret>> read_redaction_key(const std::string& log) {
  const auto path = redaction_key_path(log);
  const Fd file(::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
  if (!file.is_open()) {
    const auto problem = last_problem();
    if (problem == std::errc::no_such_file_or_directory) return std::optional<crypto::Secret>();
    return cannot_use(path, problem.message());
  }
  auto key = read_key(path, file);
  if (!key) return key.error();
  return std::optional(*std::move(key));
}

Result<crypto::Secret> keep_redaction_key(const std::string& log) {
  auto known = read_redaction_key(log);
  if (!known) return known.error();
  if (*known) return **std::move(known);
  const auto path = redaction_key_path(log);
  const Fd file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
  if (!file.is_open()) return cannot_use(path, last_problem().message());
  crypto::Secret key(crypto::random_bytes(key_bytes));
  const FileSystem files;
  if (const auto problem = write_all(files, file.get(), crypto::to_hex(key.expose()) + '\n')) {
    return cannot_use(path, problem.message());
  }
  if (files.fdatasync(file.get()) != 0) return cannot_use(path, last_problem().message());
  return key;
}

}  // namespace hookctl::capture
