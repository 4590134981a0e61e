#include "support/judge.h"

#include <fmt/format.h>

#include <array>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "base/text.h"
#include "crypto/encoding.h"
#include "support/process.h"

namespace hookctl::test {
namespace {

constexpr int not_installed = 2;
constexpr Millis patience{600'000};

auto unix_seconds(Instant at) { return std::chrono::floor<Seconds>(at).time_since_epoch().count(); }

std::string to_line(const Question& question) {
  nlohmann::json line = {{"secret", question.secret},
                         {"headers", nlohmann::json::object()},
                         {"body_b64", crypto::to_base64(question.body)},
                         {"now", unix_seconds(question.now)}};
  for (const auto& header : question.headers) line["headers"][header.name] = header.value;
  if (question.id) {
    line["id"] = *question.id;
    line["timestamp"] = unix_seconds(question.at);
  }
  return line.dump() + '\n';
}

Judgement read_answer(std::string_view line) {
  const auto answer = nlohmann::json::parse(line);
  Judgement judgement{.accepted = answer.at("accepted"), .words = answer.at("words")};
  if (!answer.contains("headers")) return judgement;
  judgement.headers.emplace();
  for (const auto& [name, value] : answer.at("headers").items()) judgement.headers->add(name, value);
  return judgement;
}

}  // namespace

std::optional<std::vector<Judgement>> ask_judge(std::string_view judge, std::span<const Question> questions) {
  std::string input;
  for (const auto& question : questions) input += to_line(question);
  const auto script = fmt::format("{}/tests/judges/{}.mjs", HOOKCTL_SOURCE_DIR, judge);
  const Finished finished = run({.argv = {"node", script}}, input, patience);
  if (finished.exit == not_installed) return std::nullopt;
  if (finished.exit != 0) throw std::runtime_error(fmt::format("{} failed: {}", judge, finished.err));
  std::vector<Judgement> judgements;
  for (const auto line : split(finished.out, '\n')) {
    if (!line.empty()) judgements.push_back(read_answer(line));
  }
  if (judgements.size() != questions.size()) throw std::runtime_error(fmt::format("{} left questions open", judge));
  return judgements;
}

std::optional<Judgement> ask_judge(std::string_view judge, std::string_view secret, const Headers& headers,
                                   ByteView body, Instant now) {
  const std::array questions{
      Question{.secret = std::string(secret), .headers = headers, .body = Bytes(body), .now = now}};
  auto judgements = ask_judge(judge, questions);
  if (!judgements) return std::nullopt;
  return std::move(judgements->front());
}

}  // namespace hookctl::test
