#include "capture/curl_import.h"
#include "capture/har_export.h"
#include "capture/har_import.h"
#include "capture/http_import.h"
#include "capture/shell_words.h"
#include "checks.h"
#include "target.h"

namespace hookctl::fuzz {
namespace {

Result<Bytes> nothing_is_read(const std::string&) { return Error{"no such file"}; }

void check_quoting(ByteView input) {
  if (input.find('\0') != input.npos) return;
  const auto words = capture::shell_commands(capture::quoted(input));
  require(words && words->size() == 1 && words->front().size() == 1 && words->front().front() == input,
          "what is quoted is read back as one word");
}

/// Of a request that was read from a HAR file, the one that is written is the same.
void check_har(const Request& request) {
  std::string har(capture::har_head);
  capture::append_har_entry(har, {.request = request});
  require(capture::from_har(har + std::string(capture::har_tail)) || request.method.empty(), "what is written is read");
}

}  // namespace

void check_imports(ByteView input) {
  check_quoting(input);
  for (const auto& read : {capture::from_curl(input, nothing_is_read), capture::from_http(input)}) {
    if (read) require(!read->empty(), "what was read holds a request");
  }
  if (const auto read = capture::from_har(input)) {
    for (const auto& each : *read) check_har(each.request);
  }
}

}  // namespace hookctl::fuzz
