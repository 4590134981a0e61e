#include "wire/message_parser.h"

#include <algorithm>
#include <limits>

#include "base/text.h"

namespace hookctl::wire {
namespace {

namespace http = boost::beast::http;

/// What extensions, trailers and an unfinished chunk line may each take.
constexpr std::size_t framing_allowance = 16 * 1024;
/// A body in chunks of one byte has five bytes of framing around each.
constexpr std::size_t framing_per_body_byte = 5;
/// Memory is set aside for a body as it comes, not as it is announced.
constexpr std::uint64_t body_reserve = 64 * 1024;
/// Most requests have no more.
constexpr std::size_t usual_fields = 12;
/// From here on a body gets much room at a time: copying it would take its memory twice, room unused takes none.
constexpr std::size_t large_body = 1024 * 1024;
constexpr std::size_t large_growth = 32;

void make_room(Bytes& body, std::size_t more, std::size_t limit) {
  if (body.size() + more <= body.capacity() || body.capacity() < large_body) return;
  body.reserve(std::max(body.size() + more, std::min(limit, body.capacity() * large_growth)));
}

ByteView bytes_of(boost::beast::string_view view) { return {view.data(), view.size()}; }

bool is_decimal(char c) { return c >= '0' && c <= '9'; }

bool starts_with_scheme(ByteView target, ByteView scheme) {
  return target.size() > scheme.size() && iequals(target.substr(0, scheme.size()), scheme);
}

/// origin-form, absolute-form, and asterisk-form for OPTIONS (RFC 9112 §3.2).
bool is_target(ByteView target, ByteView method) {
  if (target.starts_with('/')) return true;
  if (target == "*") return method == "OPTIONS";
  return starts_with_scheme(target, "http://") || starts_with_scheme(target, "https://");
}

bool is_host(ByteView value) { return value.find_first_of(" \t/?#@\\") == value.npos; }

/// Whether the last word of a request line is a version, if one we do not speak: `HTTP/2.0`.
bool names_a_version(ByteView head) {
  const auto line = head.substr(0, head.find("\r\n"));
  const auto word = line.substr(line.rfind(' ') + 1);
  return word.size() == 8 && word.starts_with("HTTP/") && is_decimal(word[5]) && word[6] == '.' && is_decimal(word[7]);
}

bool has_folded_line(ByteView lines) { return lines.find("\n ") != lines.npos || lines.find("\n\t") != lines.npos; }

struct ErrorRow {
  http::error error;
  RefusalReason reason;
};

constexpr ErrorRow error_rows[] = {
    {http::error::bad_method, RefusalReason::request_line_malformed},
    {http::error::bad_target, RefusalReason::target_malformed},
    {http::error::bad_content_length, RefusalReason::content_length_malformed},
    {http::error::multiple_content_length, RefusalReason::content_length_conflict},
    {http::error::bad_transfer_encoding, RefusalReason::transfer_encoding_conflict},
    {http::error::bad_chunk, RefusalReason::chunk_malformed},
    {http::error::bad_chunk_extension, RefusalReason::chunk_malformed},
    {http::error::body_limit, RefusalReason::body_too_large},
    {http::error::header_limit, RefusalReason::head_too_large},
};

}  // namespace

MessageParser::MessageParser(Request& request, const Limits& limits) : request_(request), limits_(limits) {
  eager(true);
  body_limit(limits.body);
  // Heads come whole and already measured, and trailers are bounded with the framing.
  header_limit(std::numeric_limits<std::uint32_t>::max());
}

MessageParser::Taken MessageParser::feed(ByteView bytes) {
  input_ = bytes;
  const bool in_body = head_done_;
  ErrorCode error;
  const auto taken = put({bytes.data(), bytes.size()}, error);
  if (error && error != http::error::need_more) return {taken, reason_of(error, bytes)};
  // Of a last word too short to be a version Beast waits for the rest, and would look for it in the next request.
  if (!in_body && taken != bytes.size()) return {taken, RefusalReason::request_line_malformed};
  if (!in_body || request_.framing != Framing::chunked) return {taken};
  body_wire_ += taken;
  const auto allowed = framing_allowance + request_.body.size() * (framing_per_body_byte + 1);
  if (body_wire_ > allowed || bytes.size() - taken > framing_allowance) {
    return {taken, RefusalReason::framing_too_large};
  }
  return {taken};
}

void MessageParser::on_request_impl(http::verb, View method, View target, int version, ErrorCode& error) {
  request_.method = bytes_of(method);
  request_.target = bytes_of(target);
  request_.version = version == 11 ? "1.1" : "1.0";
  request_.headers.reserve(usual_fields);
  if (!is_target(request_.target, request_.method)) refuse(RefusalReason::target_malformed, error);
}

void MessageParser::on_field_impl(Field field, View name, View value, ErrorCode& error) {
  if (++fields_ > limits_.fields) return refuse(RefusalReason::too_many_headers, error);
  auto& section = head_done_ ? request_.trailers : request_.headers;
  section.add(std::string(bytes_of(name)), std::string(bytes_of(value)));
  if (head_done_) return;
  if (const auto reason = check(field, bytes_of(value))) refuse(*reason, error);
}

std::optional<RefusalReason> MessageParser::check(Field field, ByteView value) {
  if (field == Field::host) {
    if (++hosts_ > 1) return RefusalReason::host_duplicated;
    if (!is_host(value)) return RefusalReason::header_malformed;
  }
  if (field == Field::content_length) return check_content_length(value);
  if (field == Field::transfer_encoding) return check_transfer_encoding(value);
  if (field == Field::connection) note_connection(value);
  if (field == Field::expect) expects_continue_ = iequals(value, "100-continue");
  return std::nullopt;
}

std::optional<RefusalReason> MessageParser::check_content_length(ByteView value) {
  if (request_.framing == Framing::chunked) return RefusalReason::transfer_encoding_conflict;
  if (request_.framing == Framing::length) return RefusalReason::content_length_conflict;
  if (!std::all_of(value.begin(), value.end(), is_decimal)) return RefusalReason::content_length_malformed;
  request_.framing = Framing::length;
  return std::nullopt;
}

std::optional<RefusalReason> MessageParser::check_transfer_encoding(ByteView value) {
  if (request_.framing != Framing::none || request_.version == "1.0") return RefusalReason::transfer_encoding_conflict;
  if (!iequals(value, "chunked")) return RefusalReason::transfer_encoding_unsupported;
  request_.framing = Framing::chunked;
  return std::nullopt;
}

void MessageParser::note_connection(ByteView value) {
  for (const auto word : split(value, ',')) {
    if (iequals(trim(word), "close")) close_ = true;
    if (iequals(trim(word), "keep-alive")) keep_alive_ = true;
  }
}

void MessageParser::on_header_impl(ErrorCode& error) {
  head_done_ = true;
  if (hosts_ == 0 && request_.version == "1.1") return refuse(RefusalReason::host_missing, error);
  if (limits_.body_after) limit_body(limits_.body_after(request_), error);
}

void MessageParser::limit_body(std::size_t most, ErrorCode& error) {
  body_limit(most);
  const auto announced = content_length();
  if (announced && *announced > most) refuse(RefusalReason::body_too_large, error);
}

void MessageParser::on_body_init_impl(const boost::optional<std::uint64_t>& length, ErrorCode&) {
  if (length) request_.body.reserve(std::min(*length, body_reserve));
}

std::size_t MessageParser::on_body_impl(View body, ErrorCode&) {
  make_room(request_.body, body.size(), limits_.body);
  request_.body += bytes_of(body);
  return body.size();
}

void MessageParser::on_chunk_header_impl(std::uint64_t size, View extensions, ErrorCode& error) {
  const auto text = bytes_of(extensions);
  // Beast allows any byte in quotes; a line end there is how two servers come to read two different bodies.
  if (text.find_first_of(ByteView("\r\n\0", 3)) != text.npos) return refuse(RefusalReason::chunk_malformed, error);
  extensions_ += text.size();
  if (extensions_ > framing_allowance) return refuse(RefusalReason::framing_too_large, error);
  if (size > 0) return;
  const auto trailers = input_.substr(static_cast<std::size_t>(text.data() + text.size() - input_.data()));
  if (has_folded_line(trailers.substr(0, trailers.find("\r\n\r\n")))) refuse(RefusalReason::header_malformed, error);
}

std::size_t MessageParser::on_chunk_body_impl(std::uint64_t, View body, ErrorCode& error) {
  return on_body_impl(body, error);
}

RefusalReason MessageParser::reason_of(const ErrorCode& error, ByteView bytes) const {
  if (refusal_) return *refusal_;
  if (error == http::error::bad_version) {
    return names_a_version(bytes) ? RefusalReason::version_unsupported : RefusalReason::request_line_malformed;
  }
  // Beast reads a Content-Length after Transfer-Encoding as malformed, before we get to see it.
  const bool both = error == http::error::bad_content_length && request_.framing == Framing::chunked;
  if (both) return RefusalReason::transfer_encoding_conflict;
  const auto row = std::find_if(std::begin(error_rows), std::end(error_rows),
                                [&](const ErrorRow& candidate) { return error == candidate.error; });
  return row == std::end(error_rows) ? RefusalReason::header_malformed : row->reason;
}

void MessageParser::refuse(RefusalReason reason, ErrorCode& error) {
  refusal_ = reason;
  error = http::error::bad_value;
}

}  // namespace hookctl::wire
