#include <string>
#include <variant>

#include "capture/decode.h"
#include "capture/encode.h"
#include "checks.h"
#include "target.h"

namespace hookctl::fuzz {
namespace {

struct Encoded {
  std::string operator()(const capture::Unknown&) const { return {}; }
  template <typename Known>
  std::string operator()(const Known& record) const {
    std::string line;
    capture::append_record(line, record);
    return line;
  }
};

}  // namespace

void check_records(ByteView input) {
  const auto record = capture::decode_record(input);
  if (!record) {
    require(!record.error().message.empty(), "damage has a name");
    return;
  }
  const auto line = std::visit(Encoded{}, *record);
  if (line.empty()) return;
  require(line.ends_with('\n') && line.find('\n') == line.size() - 1, "a record is one line");
  const auto again = capture::decode_record(line);
  require(static_cast<bool>(again), "what was written can be read");
  require(std::visit(Encoded{}, *again) == line, "what was read is written the same way");
}

}  // namespace hookctl::fuzz
