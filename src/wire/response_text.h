#pragma once

#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/clock.h"
#include "webhook/request.h"
#include "wire/refusal.h"

namespace hookctl::wire {

/// What becomes of a connection after an answer.
enum class After {
  stay_open,
  stay_open_told,  // an HTTP/1.0 sender must be told
  close,
  reset,
  silence,  // nothing is sent any more, and the sender is left to close
};

/// Whether nothing can follow on the connection.
constexpr bool is_last(After after) { return after != After::stay_open && after != After::stay_open_told; }

/// Whether the answer has a body, or only the headers it would have had.
enum class Answers { with_body, head_only };

/// How the answer to one request must be written.
struct Manner {
  After after = After::stay_open;
  Answers answers = Answers::with_body;
};

inline constexpr ByteView continue_text = "HTTP/1.1 100 Continue\r\n\r\n";

/// Whether the response itself asks for the connection to be closed.
bool asks_to_close(const Response& response);

/// The exact bytes of an answer. `Content-Length` is always ours, `Transfer-Encoding` is dropped; `Date` and
/// `Connection` are added where missing. A field that would break out of its line is left out.
Bytes response_text(const Response& response, Manner manner, std::string_view date);

/// The beginning of an answer whose body goes on in pieces and ends with the connection.
Bytes begun_text(const Response& response, Answers answers, std::string_view date);

/// The answer to a refused request: the row's status and sentence, further fields, and the connection's end.
Bytes refusal_text(const RefusalRow& row, const Headers& fields, std::string_view date);

/// The time as HTTP writes it (RFC 9110 §5.6.7): `Sun, 06 Nov 1994 08:49:37 GMT`.
std::string http_date(Instant at);

}  // namespace hookctl::wire
