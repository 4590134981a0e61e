#include "report/redacted.h"

#include "report/json_line.h"

namespace hookctl::report {

std::string redacted_json(const capture::RedactedLog& log) {
  auto object = object_of("redacted");
  object["records"] = log.records;
  object["changed"] = log.changed;
  object["kept"] = Json::array();
  for (const auto& [line, problem] : log.kept) object["kept"].push_back({{"line", line}, {"problem", problem}});
  return line_of(object);
}

}  // namespace hookctl::report
