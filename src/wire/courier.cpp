#include "wire/courier.h"

#include <fmt/format.h>

#include <utility>

#include "base/units.h"
#include "wire/connections.h"
#include "wire/failure.h"
#include "wire/loop_state.h"

namespace hookctl::wire {

namespace asio = boost::asio;

Courier::Courier(Loop& loop, const Endpoint& endpoint, std::string ca_file)
    : loop_(loop), endpoint_(endpoint), ca_file_(std::move(ca_file)) {}

void Courier::carry(Result<Bytes> wire, std::string_view method, const SendOptions& options, Done done) {
  wire_ = std::move(wire);
  done_ = std::move(done);
  began_ = Steady::now();
  limit_ = options.deadline;
  connections_ = options.connections;
  touched_ = false;
  parser_.emplace(method, options.max_response, options.fields);
  watch();
  if (channel_ && wire_) return exchange();
  loop_.post([self = shared_from_this()] { self->open(); });
}

/// An entry from the request before stays where it looks early enough: it costs less than one for each request.
void Courier::watch() {
  const auto due = began_ + limit_;
  if (watched_ && (*watched_)->first <= due) return;
  auto& deadlines = loop_.state().deadlines;
  if (watched_) deadlines.drop(*watched_);
  watched_ = deadlines.add(due, [self = shared_from_this()] { self->look_at_clock(); });
}

void Courier::look_at_clock() {
  watched_.reset();
  if (!done_) return;
  if (Steady::now() < began_ + limit_) return watch();
  timed_out();
}

void Courier::open() {
  if (!done_) return;
  if (!wire_) return failed(wire_.error().message);
  channel_ = std::make_unique<Channel>(loop_.state().io);
  look_up();
}

void Courier::stop() { failed("stopped"); }

void Courier::look_up() {
  if (endpoint_.tls) {
    if (auto ready = channel_->use_tls(endpoint_.host, ca_file_); !ready) return failed(ready.error().message);
  }
  lookup_.emplace(loop_, endpoint_, [weak = weak_from_this()](const Result<Addresses>& found) {
    const auto self = weak.lock();
    if (!self || !self->done_) return;
    if (!found) return self->failed(found.error().message);
    self->connect(*found);
  });
}

void Courier::connect(const Addresses& addresses) {
  channel_->connect(addresses, [self = shared_from_this()](const error_code& error) {
    if (!self->done_) return;
    if (error) return self->failed(describe(error, "while connecting"));
    self->handshake();
  });
}

void Courier::handshake() {
  channel_->handshake([self = shared_from_this()](const error_code& error) {
    if (!self->done_) return;
    if (!error) return self->exchange();
    self->failed(self->channel_->certificate_error().value_or(describe(error, "during the TLS handshake")));
  });
}

// A peer may answer and close before it has read everything, so reading does not wait for writing.
void Courier::exchange() {
  touched_ = true;
  written_ = channel_->write_now(asio::buffer(*wire_));
  write_rest();
  read_at_end_of_turn();
}

void Courier::write_rest() {
  if (written_ == wire_->size()) return;
  channel_->write(asio::buffer(*wire_) + written_,
                  [self = shared_from_this()](const error_code& error, std::size_t count) {
                    if (!self->done_) return;
                    self->written_ += count;
                    // After a failed write an answer may still wait to be read; without one, reading fails as well.
                    if (error) {
                      self->touched_ = self->written_ > 0;
                      return;
                    }
                    self->write_rest();
                  });
}

/// By then more answers are here, and a read that finds none costs as much as one that does. Between two requests it
/// tells whether the endpoint closes the connection.
void Courier::read_at_end_of_turn() {
  if (is_reading_ || std::exchange(read_is_due_, true)) return;
  loop_.at_end_of_turn([self = shared_from_this()] {
    if (std::exchange(self->read_is_due_, false)) self->read_more();
  });
}

void Courier::read_more() {
  is_reading_ = true;
  channel_->read([self = shared_from_this()](const error_code& error, ByteView bytes) { self->on_read(error, bytes); });
}

void Courier::on_read(const error_code& error, ByteView bytes) {
  is_reading_ = false;
  heard_ = !done_;
  if (!done_) return;
  if (error) return on_end(error);
  switch (parser_->take(bytes)) {
    case Progress::wants_more:
      return read_more();
    case Progress::whole:
      return answered();
    case Progress::broken:
      return failed(parser_->error());
  }
}

void Courier::on_end(const error_code& error) {
  // RFC 9112 §8: however the connection ends, an answer without a length is whole then; but over TLS only its own
  // close proves that nobody else ended it.
  const bool closed = error == asio::error::eof || (error == asio::error::connection_reset && !endpoint_.tls);
  if (closed && parser_->take_end() == Progress::whole) return answered();
  failed(describe(error, parser_->started() ? "in the middle of the answer" : "before an answer"));
}

bool Courier::stays_open() const {
  return connections_ != nullptr && written_ == wire_->size() && parser_->stays_open();
}

void Courier::answered() { finish({.reached = Reached::answered, .response = std::move(parser_->response())}); }

void Courier::failed(std::string why) {
  finish({.reached = touched_ ? Reached::unknown : Reached::nothing_sent, .error = std::move(why)});
}

void Courier::timed_out() {
  finish({.reached = touched_ ? Reached::unknown : Reached::nothing_sent,
          .error = fmt::format("timed out after {}", to_text(limit_)),
          .timed_out = true});
}

void Courier::finish(Sent sent) {
  if (!done_) return;
  sent.took = std::chrono::duration_cast<Micros>(Steady::now() - began_);
  const auto done = std::exchange(done_, {});
  if (sent.reached == Reached::answered && stays_open()) {
    ++answers_;
    read_at_end_of_turn();
    connections_->keep(shared_from_this());
  } else {
    leave();
  }
  done(std::move(sent));
}

void Courier::leave() {
  if (watched_) loop_.state().deadlines.drop(*std::exchange(watched_, {}));
  lookup_.reset();
  read_is_due_ = false;
  if (channel_) channel_->close();
}

}  // namespace hookctl::wire
