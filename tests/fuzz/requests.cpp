#include <optional>
#include <variant>
#include <vector>

#include "checks.h"
#include "target.h"
#include "wire/recorded_request.h"
#include "wire/request_reader.h"

namespace hookctl::fuzz {
namespace {

using wire::RequestReader;

/// What a connection's bytes came to: the requests, and why it ended early.
struct Outcome {
  std::vector<Request> requests = {};
  std::optional<wire::RefusalReason> refusal = {};
  bool operator==(const Outcome&) const = default;
};

/// Reads pieces of at most `piece` bytes, the first of `first`.
Outcome read_in_pieces(ByteView bytes, std::size_t first, std::size_t piece) {
  const wire::Limits limits{.head = 2048, .fields = 12, .body = 1024};
  RequestReader reader(limits);
  Outcome outcome;
  for (auto size = first; !bytes.empty(); size = piece) {
    auto now = bytes.substr(0, size);
    bytes.remove_prefix(now.size());
    while (!now.empty()) {
      const auto step = reader.read(now);
      require(step.taken <= now.size(), "no more is taken than there is");
      require(step.taken > 0 || step.outcome != RequestReader::Outcome::more, "reading goes on");
      now.remove_prefix(step.taken);
      if (step.outcome == RequestReader::Outcome::refused) {
        outcome.refusal = reader.refusal().reason;
        return outcome;
      }
      if (step.outcome == RequestReader::Outcome::complete) outcome.requests.push_back(reader.take().request);
    }
  }
  return outcome;
}

/// A record of a request reads as the connection did that it is of.
void check_recorded(ByteView bytes) {
  const auto recorded = wire::recorded_request(bytes);
  const auto* request = std::get_if<Request>(&recorded);
  if (request == nullptr) return;
  const wire::Limits limits;
  RequestReader reader(limits);
  const auto step = reader.read(bytes);
  require(request->truncated == (step.outcome == RequestReader::Outcome::more), "what ends early is truncated");
  if (step.outcome == RequestReader::Outcome::complete) {
    require(reader.take().request == *request, "a record of a whole request is that request");
  }
}

}  // namespace

void check_requests(ByteView input) {
  input = input.substr(0, 4096);
  check_recorded(input);
  const auto whole = read_in_pieces(input, input.size(), input.size());
  for (const auto& request : whole.requests) {
    require(request.body.size() <= 1024, "no body is longer than the limit");
    require(request.framing != Framing::none || request.body.empty(), "what is not framed is no body");
  }
  require(read_in_pieces(input, 1, 1) == whole, "bytes one at a time are the same requests");
  const auto step = input.size() / 64 + 1;
  for (std::size_t cut = 1; cut < input.size(); cut += step) {
    require(read_in_pieces(input, cut, input.size()) == whole, "every cut gives the same requests");
  }
}

}  // namespace hookctl::fuzz
