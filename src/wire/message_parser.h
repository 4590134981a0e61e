#pragma once

#include <boost/beast/http/basic_parser.hpp>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "base/bytes.h"
#include "webhook/request.h"
#include "wire/limits.h"
#include "wire/refusal.h"

namespace hookctl::wire {

/// Parses one request into a `Request` of ours, byte-exact, and refuses what Beast's parser lets pass: other transfer
/// encodings than chunked, doubled or contradicting framing, missing or doubled Host, odd targets, endless framing.
class MessageParser final : public boost::beast::http::basic_parser<true> {
 public:
  /// How many bytes were taken, and what HTTP forbids about them.
  struct Taken {
    std::size_t bytes = 0;
    std::optional<RefusalReason> refusal = {};
  };

  MessageParser(Request& request, const Limits& limits);

  /// Takes the whole head first, then any piece of the body; bytes not taken come again in front of the next ones.
  Taken feed(ByteView bytes);

  bool keeps_alive() const { return !close_ && (request_.version == "1.1" || keep_alive_); }
  bool expects_continue() const { return expects_continue_ && request_.version == "1.1"; }

 private:
  using ErrorCode = boost::beast::error_code;
  using View = boost::beast::string_view;
  using Field = boost::beast::http::field;

  void on_request_impl(boost::beast::http::verb, View method, View target, int version, ErrorCode& error) override;
  void on_response_impl(int, View, int, ErrorCode&) override {}
  void on_field_impl(Field field, View name, View value, ErrorCode& error) override;
  void on_header_impl(ErrorCode& error) override;
  void on_body_init_impl(const boost::optional<std::uint64_t>& length, ErrorCode&) override;
  std::size_t on_body_impl(View body, ErrorCode&) override;
  void on_chunk_header_impl(std::uint64_t size, View extensions, ErrorCode& error) override;
  std::size_t on_chunk_body_impl(std::uint64_t remain, View body, ErrorCode& error) override;
  void on_finish_impl(ErrorCode&) override {}

  void limit_body(std::size_t most, ErrorCode& error);
  std::optional<RefusalReason> check(Field field, ByteView value);
  std::optional<RefusalReason> check_content_length(ByteView value);
  std::optional<RefusalReason> check_transfer_encoding(ByteView value);
  void note_connection(ByteView value);
  RefusalReason reason_of(const ErrorCode& error, ByteView bytes) const;
  void refuse(RefusalReason reason, ErrorCode& error);

  Request& request_;
  const Limits& limits_;
  ByteView input_ = {};  // what `feed` is looking at
  std::optional<RefusalReason> refusal_ = {};
  std::size_t fields_ = 0;
  std::size_t hosts_ = 0;
  std::size_t body_wire_ = 0;   // bytes of the body as it travelled, framing included
  std::size_t extensions_ = 0;  // bytes of chunk extensions
  bool head_done_ = false;
  bool keep_alive_ = false;
  bool close_ = false;
  bool expects_continue_ = false;
};

}  // namespace hookctl::wire
