#include "flow/own_app.h"

#include <fmt/format.h>

#include "flow/script_progress.h"
#include "provider/read_event.h"
#include "wire/receiver.h"

namespace hookctl::flow {

struct OwnApp::State {
  wire::Loop& loop;
  const provider::Provider& row;
  ScriptProgress script;
  std::optional<wire::Receiver> receiver = {};

  void take(std::span<wire::Arrival> arrivals) {
    for (const auto& arrival : arrivals) {
      if (!arrival.refusal) answer(arrival);
    }
  }

  void answer(const wire::Arrival& arrival) {
    const auto answer = script.next(provider::read_event(row, arrival.request).id).value_or(Answer{});
    if (answer.delay == Millis{0}) return receiver->answer(arrival.ticket, answer);
    loop.after(answer.delay, [this, ticket = arrival.ticket, answer] { receiver->answer(ticket, answer); });
  }
};

OwnApp::OwnApp(std::unique_ptr<State> state) : state_(std::move(state)) {}
OwnApp::OwnApp(OwnApp&&) noexcept = default;
OwnApp& OwnApp::operator=(OwnApp&&) noexcept = default;
OwnApp::~OwnApp() = default;

Result<OwnApp> OwnApp::open(wire::Loop& loop, const provider::Provider& row, AnswerScript script) {
  auto state = std::make_unique<State>(State{loop, row, {std::move(script), ScriptOrder::each_event}});
  auto receiver =
      wire::Receiver::open(loop, {}, [at = state.get()](std::span<wire::Arrival> arrivals) { at->take(arrivals); });
  if (!receiver) return receiver.error();
  state->receiver = *std::move(receiver);
  return OwnApp(std::move(state));
}

wire::Endpoint OwnApp::endpoint() const {
  const auto port = state_->receiver->port();
  return {.host = "127.0.0.1", .port = port, .authority = fmt::format("127.0.0.1:{}", port), .target = "/hook"};
}

}  // namespace hookctl::flow
