#include "flow/answer_script.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "base/units.h"

namespace hookctl::flow {
namespace {

constexpr std::string_view delay_mark = "delay=";

Error unreadable(std::string_view step) {
  return Error{fmt::format("cannot read '{}' as an answer", step),
               "write statuses separated by commas: 500,200 or 500*3,delay=2s:200"};
}

}  // namespace

Result<AnswerScript::Step> AnswerScript::parse_step(std::string_view text) {
  const auto whole = text;
  Step step;
  Millis delay{0};
  if (text.starts_with(delay_mark)) {
    const auto colon = text.find(':');
    if (colon == text.npos) return unreadable(whole);
    const auto parsed = parse_duration(text.substr(delay_mark.size(), colon - delay_mark.size()));
    if (!parsed) return parsed.error();
    delay = *parsed;
    text.remove_prefix(colon + 1);
  }
  if (const auto star = text.find('*'); star != text.npos) {
    const auto times = parse_number(text.substr(star + 1), 1, 1'000'000);
    if (!times) return unreadable(whole);
    step.times = *times;
    text = text.substr(0, star);
  }
  if (text == "app" && delay == Millis{0}) return step;
  const auto status = parse_number(text, 200, 599);
  if (!status || text.size() != 3) return unreadable(whole);
  step.answer = Answer{.response = {.status = static_cast<int>(*status)}, .delay = delay};
  return step;
}

Result<AnswerScript> AnswerScript::parse(std::string_view text) {
  AnswerScript script;
  script.text_ = text;
  for (const auto part : split(text, ',')) {
    auto step = parse_step(trim(part));
    if (!step) return step.error();
    script.steps_.push_back(*std::move(step));
  }
  return script;
}

std::optional<Answer> AnswerScript::next() {
  if (said_ == steps_[at_].times && at_ + 1 < steps_.size()) {
    ++at_;
    said_ = 0;
  }
  said_ = std::min(said_ + 1, steps_[at_].times);
  return steps_[at_].answer;
}

bool AnswerScript::asks_app() const {
  return std::any_of(steps_.begin(), steps_.end(), [](const Step& step) { return !step.answer; });
}

}  // namespace hookctl::flow
