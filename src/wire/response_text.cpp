#include "wire/response_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/beast/http/status.hpp>
#include <string>

#include "base/text.h"

namespace hookctl::wire {
namespace {

namespace http = boost::beast::http;

std::string_view reason_phrase(int status) {
  const auto known = http::int_to_status(static_cast<unsigned>(status));
  if (known == http::status::unknown) return {};
  const auto phrase = http::obsolete_reason(known);
  return {phrase.data(), phrase.size()};
}

/// RFC 9110 §6.4.1: these end with their head.
bool has_no_body(int status) { return status < 200 || status == 204 || status == 304; }

bool stays_in_its_line(const Header& field) {
  constexpr ByteView breaking("\r\n\0", 3);
  return field.name.find_first_of(breaking) == field.name.npos &&
         field.value.find_first_of(breaking) == field.value.npos;
}

void add_line(Bytes& text, std::string_view name, std::string_view value) {
  text += name;
  text += ": ";
  text += value;
  text += "\r\n";
}

/// Which of the headers that we add a response brought itself.
struct Brought {
  bool date = false;
  bool connection = false;
};

Brought add_fields(Bytes& text, const Response& response, After after) {
  Brought brought;
  for (const auto& field : response.headers) {
    if (!stays_in_its_line(field)) continue;
    if (iequals(field.name, "Content-Length") || iequals(field.name, "Transfer-Encoding")) continue;
    if (iequals(field.name, "Connection")) {
      if (after == After::close) continue;
      brought.connection = true;
    }
    brought.date |= iequals(field.name, "Date");
    add_line(text, field.name, field.value);
  }
  return brought;
}

/// The status line, the response's own fields and `Date`.
Brought add_head(Bytes& text, const Response& response, After after, std::string_view date) {
  text += "HTTP/1.1 ";
  text += std::to_string(response.status);
  text += ' ';
  text += reason_phrase(response.status);
  text += "\r\n";
  const auto brought = add_fields(text, response, after);
  if (!brought.date) add_line(text, "Date", date);
  return brought;
}

}  // namespace

bool asks_to_close(const Response& response) {
  for (const auto& field : response.headers) {
    if (!iequals(field.name, "Connection")) continue;
    const auto words = split(field.value, ',');
    if (std::any_of(words.begin(), words.end(), [](auto word) { return iequals(trim(word), "close"); })) return true;
  }
  return false;
}

Bytes response_text(const Response& response, Manner manner, std::string_view date) {
  Bytes text;
  text.reserve(256 + response.body.size());
  const auto brought = add_head(text, response, manner.after, date);
  if (!has_no_body(response.status)) {
    add_line(text, "Content-Length", std::to_string(response.body.size()));
  }
  if (manner.after == After::close) add_line(text, "Connection", "close");
  if (manner.after == After::stay_open_told && !brought.connection) add_line(text, "Connection", "keep-alive");
  text += "\r\n";
  if (!has_no_body(response.status) && manner.answers == Answers::with_body) text += response.body;
  return text;
}

Bytes begun_text(const Response& response, Answers answers, std::string_view date) {
  Bytes text;
  add_head(text, response, After::close, date);
  text += "Connection: close\r\n\r\n";
  if (answers == Answers::with_body) text += response.body;
  return text;
}

Bytes refusal_text(const RefusalRow& row, const Headers& fields, std::string_view date) {
  Response response{.status = row.status, .headers = fields, .body = fmt::format("{}\n", row.says)};
  response.headers.set("Content-Type", "text/plain; charset=utf-8");
  return response_text(response, {.after = After::close}, date);
}

std::string http_date(Instant at) {
  constexpr const char* days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr const char* months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto day = std::chrono::floor<std::chrono::days>(at);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss time(std::chrono::floor<Seconds>(at - day));
  return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT", days[std::chrono::weekday(day).c_encoding()],
                     static_cast<unsigned>(date.day()), months[static_cast<unsigned>(date.month()) - 1],
                     static_cast<int>(date.year()), time.hours().count(), time.minutes().count(),
                     time.seconds().count());
}

}  // namespace hookctl::wire
