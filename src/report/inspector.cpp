#include "report/inspector.h"

#include <fmt/format.h>

#include "base/text.h"
#include "report/json_line.h"

namespace hookctl::report {

std::string inspect_text(const std::string& url, const std::string& captures) {
  return fmt::format("ready  {}\n       shows {}\n       stop: Ctrl-C\n", url, escape_for_terminal(captures));
}

std::string inspect_json(const std::string& url, const std::string& captures, int pid) {
  auto object = object_of("ready");
  object.update(Json{{"inspector", url}, {"captures", captures}, {"pid", pid}});
  return line_of(object);
}

}  // namespace hookctl::report
