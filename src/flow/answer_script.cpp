#include "flow/answer_script.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>

#include "base/text.h"
#include "base/units.h"

namespace hookctl::flow {
namespace {

constexpr std::string_view delay_mark = "delay=";
constexpr std::string_view truncate_mark = "truncate=";

struct FaultWord {
  std::string_view word;
  AnswerFault fault;
};

constexpr std::array fault_words{FaultWord{"timeout", AnswerFault::timeout}, FaultWord{"reset", AnswerFault::reset}};

Error unreadable(std::string_view step) {
  return Error{fmt::format("cannot read '{}' as an answer", step),
               "write statuses separated by commas: 500,200 or 500*3,429:retry-after=3,delay=2s:200,timeout,reset"};
}

/// The words of a step between its colons, taken from the left.
using Words = std::span<const std::string_view>;

/// What stands behind `mark` when the first word begins with it; the word is taken then.
std::optional<std::string_view> take_marked(Words& words, std::string_view mark) {
  if (words.empty() || !words.front().starts_with(mark)) return std::nullopt;
  const auto value = words.front().substr(mark.size());
  words = words.subspan(1);
  return value;
}

/// Cuts `*3` off a word; 1 where there is none.
std::optional<std::uint64_t> take_times(std::string_view& word) {
  const auto star = word.find('*');
  if (star == word.npos) return 1;
  const auto times = parse_number(word.substr(star + 1), 1, 1'000'000);
  word = word.substr(0, star);
  return times ? std::optional(*times) : std::nullopt;
}

bool read_core(std::string_view word, Answer& answer) {
  const auto row = std::find_if(fault_words.begin(), fault_words.end(), [&](const auto& f) { return f.word == word; });
  if (row != fault_words.end() && answer.fault == AnswerFault::none) {
    answer.fault = row->fault;
    return true;
  }
  const auto status = parse_number(word, 200, 599);
  if (!status || word.size() != 3) return false;
  answer.response.status = static_cast<int>(*status);
  return true;
}

bool read_header(std::string_view word, Answer& answer) {
  const auto equals = word.find('=');
  if (equals == 0 || equals == word.npos) return false;
  answer.response.headers.set(word.substr(0, equals), std::string(word.substr(equals + 1)));
  return true;
}

/// An answer, none for the app's, and how often it is given.
struct Read {
  std::optional<Answer> answer;
  std::uint64_t times;
};

Result<Read> read_step(std::string_view text, const Response& base) {
  const auto parts = split(text, ':');
  Words words = parts;
  Answer answer{.response = base};
  answer.response.status = 200;
  if (const auto delay = take_marked(words, delay_mark)) {
    const auto parsed = parse_duration(*delay);
    if (!parsed) return parsed.error();
    answer.delay = *parsed;
  }
  std::uint64_t times = 1;
  if (auto bytes = take_marked(words, truncate_mark)) {
    const auto repeated = take_times(*bytes);
    const auto sent = parse_number(*bytes, 0, 1'000'000);
    if (!sent || !repeated) return unreadable(text);
    answer.fault = AnswerFault::truncate;
    answer.sent_bytes = *sent;
    times = *repeated;
    if (words.empty()) return Read{answer, times};
  }
  if (words.empty()) return unreadable(text);
  auto core = words.front();
  const auto repeated = take_times(core);
  if (!repeated || (times > 1 && *repeated > 1)) return unreadable(text);
  times = std::max(times, *repeated);
  if (core == "app" && parts.size() == 1) return Read{std::nullopt, times};
  if (!read_core(core, answer)) return unreadable(text);
  for (const auto word : words.subspan(1)) {
    if (!read_header(word, answer)) return unreadable(text);
  }
  return Read{answer, times};
}

}  // namespace

Result<AnswerScript> AnswerScript::parse(std::string_view text, const Response& base) {
  AnswerScript script;
  script.text_ = text;
  script.base_ = base;
  std::uint64_t end = 0;
  for (const auto part : split(text, ',')) {
    auto step = read_step(trim(part), base);
    if (!step) return step.error();
    end += step->times;
    script.steps_.push_back({std::move(step->answer), end});
  }
  return script;
}

const std::optional<Answer>& AnswerScript::nth(std::uint64_t n) const {
  const auto step = std::find_if(steps_.begin(), steps_.end(), [&](const Step& each) { return n < each.end; });
  return step == steps_.end() ? steps_.back().answer : step->answer;
}

bool AnswerScript::asks_app() const {
  return std::any_of(steps_.begin(), steps_.end(), [](const Step& step) { return !step.answer; });
}

}  // namespace hookctl::flow
