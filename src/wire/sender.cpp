#include "wire/sender.h"

#include <memory>
#include <utility>

#include "wire/attempt.h"

namespace hookctl::wire {

void send_async(Loop& loop, const Endpoint& endpoint, const Request& request, const SendOptions& options,
                std::function<void(Sent)> done) {
  std::make_shared<Attempt>(loop, endpoint, render(request), request.method, options, std::move(done))->start();
}

void send_raw_async(Loop& loop, const Endpoint& endpoint, RawRequest request, const SendOptions& options,
                    std::function<void(Sent)> done) {
  std::make_shared<Attempt>(loop, endpoint, std::move(request.bytes), request.method, options, std::move(done))
      ->start();
}

Sent send(const Endpoint& endpoint, const Request& request, const SendOptions& options, const std::stop_token& stop) {
  Loop loop;
  Sent outcome;
  const auto attempt =
      std::make_shared<Attempt>(loop, endpoint, render(request), request.method, options, [&](Sent sent) {
        outcome = std::move(sent);
        loop.stop();
      });
  attempt->start();
  const std::stop_callback on_stop(stop, [&] { loop.post([attempt] { attempt->stop(); }); });
  loop.run();
  return outcome;
}

}  // namespace hookctl::wire
