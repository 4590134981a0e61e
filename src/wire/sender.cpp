#include "wire/sender.h"

#include <memory>
#include <utility>

#include "wire/courier.h"

namespace hookctl::wire {
namespace {

/// One that waits, or a new one.
std::shared_ptr<Courier> courier_to(Loop& loop, const Endpoint& endpoint, const SendOptions& options) {
  if (options.connections != nullptr) {
    if (auto waiting = options.connections->take()) return waiting;
  }
  return std::make_shared<Courier>(loop, endpoint, options.ca_file);
}

}  // namespace

void send_async(Loop& loop, const Endpoint& endpoint, const Request& request, const SendOptions& options,
                std::function<void(Sent)> done) {
  courier_to(loop, endpoint, options)->carry(render(request), request.method, options, std::move(done));
}

void send_raw_async(Loop& loop, const Endpoint& endpoint, RawRequest request, const SendOptions& options,
                    std::function<void(Sent)> done) {
  courier_to(loop, endpoint, options)->carry(std::move(request.bytes), request.method, options, std::move(done));
}

Sent send(const Endpoint& endpoint, const Request& request, const SendOptions& options, const std::stop_token& stop) {
  Loop loop;
  Sent outcome;
  const auto courier = courier_to(loop, endpoint, options);
  courier->carry(render(request), request.method, options, [&](Sent sent) {
    outcome = std::move(sent);
    loop.stop();
  });
  const std::stop_callback on_stop(stop, [&] { loop.post([courier] { courier->stop(); }); });
  loop.run();
  return outcome;
}

}  // namespace hookctl::wire
