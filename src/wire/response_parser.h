#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "webhook/request.h"

namespace hookctl::wire {

/// What the bytes so far amount to.
enum class Progress { wants_more, whole, broken };

/// Whether anybody asks for the header fields of an answer.
enum class AnswerFields { kept, dropped };

/// Reads the answer to one request from bytes as they come, however they are cut. Interim answers (1xx) are skipped,
/// trailers dropped, and nothing a peer sends makes it hold more than its limits.
class ResponseParser {
 public:
  /// `method` is the request's: the answer to HEAD has no body. A body longer than `max_body` is whole when cut there.
  ResponseParser(std::string_view method, std::size_t max_body, AnswerFields fields = AnswerFields::kept);
  ~ResponseParser();

  Progress take(ByteView bytes);
  /// The peer closed: `whole` when that is how this answer ends, `wants_more` when it was cut off.
  Progress take_end();

  /// Whether any byte of the answer proper has come.
  bool started() const;
  /// The answer, once it is `whole`.
  Response& response();
  /// Whether the connection may carry another request after this answer, which is `whole`.
  bool stays_open() const;
  /// What made it `broken`.
  const std::string& error() const { return error_; }

 private:
  class Message;

  void begin_message();
  /// How many of the bytes are used; the rest is to come again, with more behind it.
  std::size_t read(ByteView bytes);
  Progress progress();

  bool without_body_;
  std::size_t max_body_;
  AnswerFields fields_;
  std::unique_ptr<Message> message_;
  Bytes pending_ = {};  // what came and could not be used yet
  std::size_t head_ = 0;
  int interim_ = 0;
  std::string error_ = {};
};

}  // namespace hookctl::wire
