#pragma once

#include <cstddef>
#include <optional>

#include "base/bytes.h"
#include "webhook/request.h"
#include "wire/head_scanner.h"
#include "wire/limits.h"
#include "wire/message_parser.h"
#include "wire/refusal.h"

namespace hookctl::wire {

/// Turns the bytes of a connection into requests, however the bytes are cut; knows nothing of sockets and time.
class RequestReader {
 public:
  enum class Outcome { more, complete, refused };

  /// Where a piece of input led, and how many of its bytes belong to this request.
  struct Step {
    Outcome outcome;
    std::size_t taken;
  };

  /// A request, and whether another may follow it on its connection.
  struct Read {
    Request request;
    bool keeps_alive;
  };

  explicit RequestReader(const Limits& limits) : limits_(limits), scanner_(limits.head) {}

  /// Reads on. `more` has taken everything; after `complete` call `take`, after `refused` call `refusal`.
  Step read(ByteView bytes);

  /// The request that is complete; the reader is then ready for the next.
  Read take();
  /// What HTTP forbade, with the first bytes of the request.
  Refusal refusal() const { return {*reason_, first_bytes_}; }
  /// Gives up on a request that began and does not go on.
  Refusal abandon(RefusalReason reason) const;

  /// Whether part of a request is here.
  bool began() const { return began_; }
  /// Whether nothing at all is here, so the reader may serve another connection.
  bool blank() const { return !began_ && blank_ == 0; }
  bool in_body() const { return parser_.has_value(); }
  /// Whether the last bytes ended with a head that waits for `100 Continue` before it sends its body.
  bool continue_due() const { return continue_due_; }

 private:
  std::size_t skip_blank_lines(ByteView bytes);
  std::optional<RefusalReason> advance(ByteView input);
  void keep(ByteView input);
  void remember(ByteView bytes);

  const Limits& limits_;
  HeadScanner scanner_;
  std::optional<MessageParser> parser_ = {};  // from the end of the head on
  Request request_ = {};
  Bytes rest_ = {};         // came, but not yet taken by the parser
  Bytes first_bytes_ = {};  // of this request, as far as they are taken
  std::size_t used_ = 0;    // of the input of this step
  std::size_t blank_ = 0;   // bytes of empty lines before the request line
  std::optional<RefusalReason> reason_ = {};
  bool began_ = false;
  bool continue_due_ = false;
};

}  // namespace hookctl::wire
