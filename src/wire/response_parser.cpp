#include "wire/response_parser.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/beast/http/basic_parser.hpp>

#include "base/text.h"
#include "wire/failure.h"

namespace hookctl::wire {
namespace {

namespace http = boost::beast::http;
using boost::system::error_code;
using View = boost::beast::string_view;

constexpr std::size_t max_head = 64 * 1024;        // bytes of all heads, interim ones included
constexpr std::size_t max_fields = 100;            // trailers included
constexpr std::size_t max_chunk_line = 16 * 1024;  // a chunk's size line, or the trailers
constexpr int max_interim = 16;

std::string text(View view) { return {view.data(), view.size()}; }

/// Whether the bytes are, or may become, the start of a status line.
bool looks_like_http(ByteView bytes) {
  constexpr ByteView start = "HTTP/";
  return bytes.substr(0, start.size()) == start.substr(0, bytes.size());
}

}  // namespace

/// One message, interim or final, as Beast's parser finds it.
class ResponseParser::Message final : public http::basic_parser<false> {
 public:
  Message(std::size_t max_body, AnswerFields kept) : max_body_(max_body), kept_(kept) {
    eager(true);
    header_limit(max_head);
    body_limit(boost::none);
  }

  Response response = {};

  bool is_cut() const { return cut_; }
  /// 101 ends what HTTP has to say, so it counts as an answer.
  bool is_interim() const { return response.status < 200 && response.status != 101; }

 private:
  void on_request_impl(http::verb, View, View, int, error_code&) override {}

  void on_response_impl(int status, View, int version, error_code& error) override {
    if (status < 100) error = http::error::bad_status;
    response.status = status;
    version_ = version;
  }

  void on_field_impl(http::field field, View name, View value, error_code& error) override {
    if (++fields_ > max_fields) error = http::error::header_limit;
    if (in_trailers_) return;
    has_length_ |= field == http::field::content_length;
    if (field == http::field::transfer_encoding) {
      has_odd_coding_ |= has_coding_ || !iequals({value.data(), value.size()}, "chunked");
      has_coding_ = true;
    }
    if (kept_ == AnswerFields::kept) response.headers.add(text(name), text(value));
  }

  // Beast reads any coding but a final `chunked` as "no body", and some conflicts with Content-Length not at all.
  void on_header_impl(error_code& error) override {
    in_trailers_ = true;
    const bool sound = !has_odd_coding_ && version_ == 11 && !has_length_;
    if (has_coding_ && !sound) error = http::error::bad_transfer_encoding;
  }

  void on_body_init_impl(const boost::optional<std::uint64_t>&, error_code&) override {}
  std::size_t on_body_impl(View bytes, error_code& error) override { return keep(bytes, error); }
  void on_chunk_header_impl(std::uint64_t, View, error_code&) override {}
  std::size_t on_chunk_body_impl(std::uint64_t, View bytes, error_code& error) override { return keep(bytes, error); }
  void on_finish_impl(error_code&) override {}

  std::size_t keep(View bytes, error_code& error) {
    const auto room = max_body_ - response.body.size();
    response.body.append(bytes.data(), std::min(room, bytes.size()));
    cut_ = bytes.size() > room;
    if (cut_) error = http::error::body_limit;
    return bytes.size();
  }

  std::size_t max_body_;
  AnswerFields kept_;
  std::size_t fields_ = 0;
  int version_ = 0;
  bool in_trailers_ = false;
  bool has_length_ = false;
  bool has_coding_ = false;
  bool has_odd_coding_ = false;
  bool cut_ = false;
};

ResponseParser::ResponseParser(std::string_view method, std::size_t max_body, AnswerFields fields)
    : without_body_(method == "HEAD"), max_body_(max_body), fields_(fields) {
  begin_message();
}

ResponseParser::~ResponseParser() = default;

void ResponseParser::begin_message() {
  message_ = std::make_unique<Message>(max_body_, fields_);
  message_->skip(without_body_);
}

bool ResponseParser::started() const { return message_->got_some() || !pending_.empty(); }

bool ResponseParser::stays_open() const {
  return message_->is_done() && message_->keep_alive() && !message_->is_cut() && pending_.empty();
}

Response& ResponseParser::response() { return message_->response; }

Progress ResponseParser::take(ByteView bytes) {
  if (pending_.empty()) {
    pending_ = bytes.substr(read(bytes));
  } else {
    pending_ += bytes;
    pending_.erase(0, read(pending_));
  }
  return progress();
}

std::size_t ResponseParser::read(ByteView bytes) {
  auto rest = bytes;
  while (!rest.empty() && error_.empty()) {
    if (!message_->got_some() && !looks_like_http(rest)) {
      error_ = "answer is not HTTP";
      break;
    }
    const bool in_head = !message_->is_header_done();
    error_code error;
    const auto used = message_->put(boost::asio::buffer(rest.data(), rest.size()), error);
    rest.remove_prefix(used);
    if (in_head) head_ += used;
    if (message_->is_cut()) break;
    if (error && error != http::error::need_more) error_ = describe(error, {});
    if (!message_->is_done() || !message_->is_interim()) break;
    if (++interim_ > max_interim) error_ = "answer is malformed: endless interim answers";
    begin_message();
  }
  return bytes.size() - rest.size();
}

Progress ResponseParser::progress() {
  if (!error_.empty()) return Progress::broken;
  if (message_->is_cut() || message_->is_done()) return Progress::whole;
  if (!message_->is_header_done() && head_ + pending_.size() > max_head) {
    error_ = describe(http::error::header_limit, {});
  } else if (message_->is_header_done() && pending_.size() > max_chunk_line) {
    error_ = describe(http::error::bad_chunk, {});
  }
  return error_.empty() ? Progress::wants_more : Progress::broken;
}

Progress ResponseParser::take_end() {
  if (!message_->is_header_done()) return Progress::wants_more;
  error_code error;
  message_->put_eof(error);
  return error ? Progress::wants_more : Progress::whole;
}

}  // namespace hookctl::wire
