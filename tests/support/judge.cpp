#include "support/judge.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <stdexcept>

#include "crypto/encoding.h"
#include "support/process.h"

namespace hookctl::test {
namespace {

constexpr int not_installed = 2;

}  // namespace

std::optional<Judgement> ask_judge(std::string_view judge, std::string_view secret, const Headers& headers,
                                   ByteView body, Instant now) {
  nlohmann::json delivery = {{"secret", secret},
                             {"headers", nlohmann::json::object()},
                             {"body_b64", crypto::to_base64(body)},
                             {"now", std::chrono::floor<Seconds>(now).time_since_epoch().count()}};
  for (const auto& header : headers) delivery["headers"][header.name] = header.value;
  const auto script = fmt::format("{}/tests/judges/{}.mjs", HOOKCTL_SOURCE_DIR, judge);
  const Finished finished = run({.argv = {"node", script}}, delivery.dump());
  if (finished.exit == not_installed) return std::nullopt;
  if (finished.exit > 1) throw std::runtime_error(fmt::format("{} failed: {}", judge, finished.err));
  return Judgement{.accepted = finished.exit == 0, .words = finished.out};
}

}  // namespace hookctl::test
