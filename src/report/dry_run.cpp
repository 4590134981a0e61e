#include "report/dry_run.h"

#include "crypto/encoding.h"
#include "report/json_line.h"

namespace hookctl::report {

std::string dry_run_json(std::string_view capture, std::string_view url, ByteView bytes) {
  auto object = object_of("request");
  object.update(Json{{"capture", capture}, {"url", url}, {"bytes_b64", crypto::to_base64(bytes)}});
  return line_of(object);
}

}  // namespace hookctl::report
