#include "capture/record_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <variant>

#include "base/text.h"

namespace hookctl::capture {

Result<RecordFile> RecordFile::open(const std::string& path) {
  Fd file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.is_open()) return RecordFile(path, std::move(file));
  return Error{fmt::format("cannot read capture log '{}': {}", escape_for_terminal(path),
                           std::generic_category().message(errno))};
}

Result<Capture> RecordFile::read(Extent extent) {
  line_.resize(extent.size);
  std::size_t done = 0;
  while (done < extent.size) {
    const auto count =
        ::pread(file_.get(), line_.data() + done, extent.size - done, static_cast<off_t>(extent.offset + done));
    if (count == 0 || (count < 0 && errno != EINTR)) break;
    if (count > 0) done += static_cast<std::size_t>(count);
  }
  line_.resize(done);
  auto record = decoder_.decode(line_);
  if (record) {
    if (auto* capture = std::get_if<Capture>(&*record)) return std::move(*capture);
  }
  return Error{fmt::format("'{}' was changed while it was read", escape_for_terminal(path_)),
               "replay a log that nobody rewrites; a listener may append to it"};
}

}  // namespace hookctl::capture
