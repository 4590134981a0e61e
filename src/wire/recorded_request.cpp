#include "wire/recorded_request.h"

#include "wire/head_scanner.h"
#include "wire/limits.h"
#include "wire/message_parser.h"

namespace hookctl::wire {
namespace {

constexpr std::size_t first_bytes_kept = 4096;

Refusal refused(RefusalReason reason, ByteView bytes) { return {reason, Bytes(bytes.substr(0, first_bytes_kept))}; }

}  // namespace

std::variant<Request, Refusal> recorded_request(ByteView bytes) {
  const Limits limits;
  const auto head = HeadScanner(limits.head).scan(bytes);
  if (head.refusal) return refused(*head.refusal, bytes);
  if (head.size == 0) return refused(RefusalReason::incomplete, bytes);
  Request request;
  MessageParser parser(request, limits);
  if (const auto refusal = parser.feed(bytes.substr(0, head.size)).refusal) return refused(*refusal, bytes);
  for (auto at = head.size; at < bytes.size() && !parser.is_done();) {
    const auto taken = parser.feed(bytes.substr(at));
    if (taken.refusal) return refused(*taken.refusal, bytes);
    if (taken.bytes == 0) break;
    at += taken.bytes;
  }
  request.truncated = !parser.is_done();
  return request;
}

}  // namespace hookctl::wire
