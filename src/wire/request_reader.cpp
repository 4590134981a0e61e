#include "wire/request_reader.h"

#include <utility>

namespace hookctl::wire {
namespace {

/// RFC 9112 §2.2: some senders put an empty line before the request line.
constexpr std::size_t blank_bytes_skipped = 4;
constexpr ByteView line_end = "\r\n";

}  // namespace

RequestReader::Step RequestReader::read(ByteView bytes) {
  const auto skipped = began_ ? 0 : skip_blank_lines(bytes);
  bytes.remove_prefix(skipped);
  if (bytes.empty()) return {Outcome::more, skipped};
  began_ = true;
  continue_due_ = false;

  const auto kept = rest_.size();
  if (kept > 0) rest_ += bytes;
  const ByteView input = kept > 0 ? ByteView(rest_) : bytes;
  used_ = 0;
  reason_ = advance(input);
  if (reason_) {
    remember(input);
    return {Outcome::refused, skipped + bytes.size()};
  }
  if (parser_ && parser_->is_done()) return {Outcome::complete, skipped + used_ - kept};
  keep(input);
  return {Outcome::more, skipped + bytes.size()};
}

std::size_t RequestReader::skip_blank_lines(ByteView bytes) {
  std::size_t skipped = 0;
  while (skipped < bytes.size() && blank_ < blank_bytes_skipped && bytes[skipped] == line_end[blank_ % 2]) {
    ++skipped;
    ++blank_;
  }
  return skipped;
}

/// Takes of the input what can be taken; returns why it must be refused.
std::optional<RefusalReason> RequestReader::advance(ByteView input) {
  if (blank_ % 2 != 0) return RefusalReason::request_line_malformed;
  if (!parser_) {
    const auto head = scanner_.scan(input);
    if (head.refusal || head.size == 0) return head.refusal;
    parser_.emplace(request_, limits_);
    const auto taken = parser_->feed(input.substr(0, head.size));
    if (taken.refusal) return taken.refusal;
    used_ = head.size;
    continue_due_ = used_ == input.size() && !parser_->is_done() && parser_->expects_continue();
  }
  if (parser_->is_done() || used_ == input.size()) return std::nullopt;
  const auto body = parser_->feed(input.substr(used_));
  used_ += body.bytes;
  return body.refusal;
}

/// Holds on to what the next step needs of an input that will be gone by then.
void RequestReader::keep(ByteView input) {
  remember(input.substr(0, used_));
  if (rest_.empty()) {
    rest_ = input.substr(used_);
  } else {
    rest_.erase(0, used_);
  }
}

void RequestReader::remember(ByteView bytes) {
  if (first_bytes_.size() < refused_bytes_kept)
    first_bytes_ += bytes.substr(0, refused_bytes_kept - first_bytes_.size());
}

RequestReader::Read RequestReader::take() {
  const bool keeps_alive = parser_->keeps_alive();
  Read read{std::exchange(request_, {}), keeps_alive};
  parser_.reset();
  scanner_ = HeadScanner(limits_.head);
  rest_.clear();
  first_bytes_.clear();
  blank_ = 0;
  began_ = false;
  continue_due_ = false;
  return read;
}

Refusal RequestReader::abandon(RefusalReason reason) const {
  const auto kept = first_bytes_ + rest_;
  return {reason, kept.substr(0, refused_bytes_kept)};
}

}  // namespace hookctl::wire
