#include "wire/attempt.h"

#include <fmt/format.h>

#include <utility>

#include "base/units.h"
#include "wire/failure.h"
#include "wire/loop_state.h"

namespace hookctl::wire {

namespace asio = boost::asio;

Attempt::Attempt(Loop& loop, const Endpoint& endpoint, Result<Bytes> wire, std::string_view method,
                 const SendOptions& options, Done done)
    : loop_(loop),
      endpoint_(endpoint),
      options_(options),
      done_(std::move(done)),
      wire_(std::move(wire)),
      begin_(std::chrono::steady_clock::now()),
      channel_(options.connections != nullptr ? options.connections->take() : nullptr),
      parser_(method, options.max_response) {}

void Attempt::start() {
  deadline_ = loop_.state().deadlines.add(begin_ + options_.deadline, [self = shared_from_this()] {
    self->deadline_.reset();
    self->timed_out();
  });
  if (channel_ && wire_) return exchange();
  loop_.post([self = shared_from_this()] { self->open(); });
}

void Attempt::open() {
  if (finished_) return;
  if (!wire_) return failed(wire_.error().message);
  channel_ = std::make_unique<Channel>(loop_.state().io);
  look_up();
}

void Attempt::stop() { failed("stopped"); }

void Attempt::look_up() {
  if (endpoint_.tls) {
    if (auto ready = channel_->use_tls(endpoint_.host, options_.ca_file); !ready) return failed(ready.error().message);
  }
  lookup_.emplace(loop_, endpoint_, [weak = weak_from_this()](const Result<Addresses>& found) {
    const auto self = weak.lock();
    if (!self || self->finished_) return;
    if (!found) return self->failed(found.error().message);
    self->connect(*found);
  });
}

void Attempt::connect(const Addresses& addresses) {
  channel_->connect(addresses, [self = shared_from_this()](const error_code& error) {
    if (self->finished_) return;
    if (error) return self->failed(describe(error, "while connecting"));
    self->handshake();
  });
}

void Attempt::handshake() {
  channel_->handshake([self = shared_from_this()](const error_code& error) {
    if (self->finished_) return;
    if (!error) return self->exchange();
    self->failed(self->channel_->certificate_error().value_or(describe(error, "during the TLS handshake")));
  });
}

// A peer may answer and close before it has read everything, so reading does not wait for writing.
void Attempt::exchange() {
  touched_ = true;
  written_ = channel_->write_now(asio::buffer(*wire_));
  write_rest();
  read_more();
}

void Attempt::write_rest() {
  if (written_ == wire_->size()) return;
  channel_->write(asio::buffer(*wire_) + written_,
                  [self = shared_from_this()](const error_code& error, std::size_t count) {
                    if (self->finished_) return;
                    self->written_ += count;
                    // After a failed write an answer may still wait to be read; without one, reading fails as well.
                    if (error) {
                      self->touched_ = self->written_ > 0;
                      return;
                    }
                    self->write_rest();
                  });
}

void Attempt::read_more() {
  channel_->read([self = shared_from_this()](const error_code& error, ByteView bytes) {
    if (!self->finished_) self->on_read(error, bytes);
  });
}

void Attempt::on_read(const error_code& error, ByteView bytes) {
  if (error) return on_end(error);
  switch (parser_.take(bytes)) {
    case Progress::wants_more:
      return read_more();
    case Progress::whole:
      return answered();
    case Progress::broken:
      return failed(parser_.error());
  }
}

void Attempt::on_end(const error_code& error) {
  // RFC 9112 §8: however the connection ends, an answer without a length is whole then; but over TLS only its own
  // close proves that nobody else ended it.
  const bool closed = error == asio::error::eof || (error == asio::error::connection_reset && !endpoint_.tls);
  if (closed && parser_.take_end() == Progress::whole) return answered();
  failed(describe(error, parser_.started() ? "in the middle of the answer" : "before an answer"));
}

void Attempt::answered() {
  if (options_.connections != nullptr && written_ == wire_->size() && parser_.stays_open()) {
    options_.connections->keep(std::move(channel_));
  }
  finish({.reached = Reached::answered, .response = std::move(parser_.response())});
}

void Attempt::failed(std::string why) {
  finish({.reached = touched_ ? Reached::unknown : Reached::nothing_sent, .error = std::move(why)});
}

void Attempt::timed_out() {
  finish({.reached = touched_ ? Reached::unknown : Reached::nothing_sent,
          .error = fmt::format("timed out after {}", to_text(options_.deadline)),
          .timed_out = true});
}

void Attempt::finish(Sent sent) {
  if (finished_) return;
  finished_ = true;
  sent.took = std::chrono::duration_cast<Micros>(std::chrono::steady_clock::now() - begin_);
  if (deadline_) loop_.state().deadlines.drop(*std::exchange(deadline_, {}));
  lookup_.reset();
  if (channel_) channel_->close();
  std::exchange(done_, {})(std::move(sent));
}

}  // namespace hookctl::wire
