#include "wire/send_and_leave.h"

#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <memory>
#include <optional>
#include <utility>

#include "base/units.h"
#include "wire/channel.h"
#include "wire/failure.h"
#include "wire/lookup.h"
#include "wire/loop_state.h"

namespace hookctl::wire {
namespace {

namespace asio = boost::asio;
using error_code = boost::system::error_code;

/// One request that nobody waits for the answer to; the operations under way keep it alive.
class Departure : public std::enable_shared_from_this<Departure> {
 public:
  Departure(Loop& loop, Endpoint endpoint, Result<Bytes> wire, Millis deadline, std::function<void(Sent)> done)
      : loop_(loop),
        endpoint_(std::move(endpoint)),
        wire_(std::move(wire)),
        deadline_(loop.state().io, deadline),
        channel_(loop.state().io),
        done_(std::move(done)) {}

  void start() {
    deadline_.async_wait([self = shared_from_this()](const error_code& cancelled) {
      if (!cancelled) self->finish({.error = "timed out before the request was sent", .timed_out = true});
    });
    loop_.post([self = shared_from_this()] { self->look_up(); });
  }

 private:
  void look_up() {
    if (!wire_) return finish({.error = wire_.error().message});
    if (endpoint_.tls) {
      if (const auto ready = channel_.use_tls(endpoint_.host, ""); !ready) {
        return finish({.error = ready.error().message});
      }
    }
    lookup_.emplace(loop_, endpoint_, [weak = weak_from_this()](const Result<Addresses>& found) {
      const auto self = weak.lock();
      if (!self || !self->done_) return;
      if (!found) return self->finish({.error = found.error().message});
      self->connect(*found);
    });
  }

  void connect(const Addresses& addresses) {
    channel_.connect(addresses, [self = shared_from_this()](const error_code& error) {
      if (error) return self->finish({.error = describe(error, "while connecting")});
      self->channel_.handshake([self](const error_code& refused) {
        if (refused) return self->finish({.error = describe(refused, "during the TLS handshake")});
        self->write_rest();
      });
    });
  }

  void write_rest() {
    if (!done_) return;
    if (written_ == wire_->size()) return leave();
    channel_.write(asio::buffer(*wire_) + written_,
                   [self = shared_from_this()](const error_code& error, std::size_t count) {
                     self->written_ += count;
                     if (!error) return self->write_rest();
                     const auto reached = self->written_ > 0 ? Reached::unknown : Reached::nothing_sent;
                     self->finish({.reached = reached, .error = describe(error, "while sending")});
                   });
  }

  void leave() {
    finish({.reached = Reached::unknown, .error = "the connection was cut after the request, before an answer"});
  }

  void finish(Sent sent) {
    if (!done_) return;
    sent.took = std::chrono::duration_cast<Micros>(std::chrono::steady_clock::now() - began_);
    deadline_.cancel();
    lookup_.reset();
    channel_.close();
    std::exchange(done_, {})(std::move(sent));
  }

  Loop& loop_;
  Endpoint endpoint_;
  Result<Bytes> wire_;
  std::size_t written_ = 0;
  std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
  asio::steady_timer deadline_;
  Channel channel_;
  std::optional<Lookup> lookup_ = {};
  std::function<void(Sent)> done_;
};

}  // namespace

void send_and_leave(Loop& loop, const Endpoint& endpoint, Result<Bytes> wire, Millis deadline,
                    std::function<void(Sent)> done) {
  std::make_shared<Departure>(loop, endpoint, std::move(wire), deadline, std::move(done))->start();
}

}  // namespace hookctl::wire
