#include "wire/live_streams.h"

#include <exception>
#include <iterator>
#include <memory>
#include <utility>

namespace hookctl::wire {
namespace {

/// How often those are asked who had nothing new.
constexpr Millis between_looks{50};

/// An exception ends the answer; there is nobody to tell.
std::optional<Bytes> ask(const Stream& stream) {
  try {
    return stream();
  } catch (const std::exception&) {
    return std::nullopt;
  }
}

}  // namespace

void LiveStreams::begin(Receiver& receiver, Ticket ticket, const Response& response, Stream stream) {
  receiver.begin(ticket, response);
  lives_.push_back({ticket, std::move(stream)});
  if (!std::exchange(is_looking_, true)) look_after(receiver, {});
}

void LiveStreams::look_after(Receiver& receiver, Millis pause) {
  loop_.after(pause, [this, &receiver] { look(receiver); });
}

void LiveStreams::look(Receiver& receiver) {
  std::erase_if(lives_, [&](const Live& live) { return !receiver.waiting(live.ticket); });
  is_looking_ = !lives_.empty();
  auto asked = std::make_shared<std::vector<Live>>();
  for (auto& live : std::exchange(lives_, {})) {
    auto& group = receiver.waiting(live.ticket) == 0 ? *asked : lives_;
    group.push_back(std::move(live));
  }
  if (asked->empty()) {
    if (is_looking_) look_after(receiver, between_looks);
    return;
  }
  worker_.run([this, &receiver, asked] {
    for (auto& live : *asked) live.said = ask(live.stream);
    loop_.post([this, &receiver, asked] { tell(receiver, *asked); });
  });
}

void LiveStreams::tell(Receiver& receiver, std::vector<Live>& asked) {
  auto pause = between_looks;
  for (auto& live : asked) {
    if (!live.said) {
      receiver.end(live.ticket);
      continue;
    }
    if (!live.said->empty()) pause = {};
    receiver.add_piece(live.ticket, *std::exchange(live.said, std::nullopt));
    lives_.push_back(std::move(live));
  }
  look_after(receiver, pause);
}

}  // namespace hookctl::wire
