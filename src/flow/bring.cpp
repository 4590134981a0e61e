#include "flow/bring.h"

#include "wire/send_and_leave.h"

namespace hookctl::flow {

Bring bring_to(wire::Loop& loop, wire::Endpoint endpoint) {
  return [&loop, endpoint = std::move(endpoint)](const Request& request, Millis limit, Hearing hearing,
                                                 std::function<void(wire::Sent)> done) {
    if (hearing == Hearing::cut)
      return wire::send_and_leave(loop, endpoint, wire::render(request), limit, std::move(done));
    wire::send_async(loop, endpoint, request, {.deadline = limit}, std::move(done));
  };
}

}  // namespace hookctl::flow
