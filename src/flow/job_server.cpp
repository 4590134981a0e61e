#include "flow/job_server.h"

#include <fmt/format.h>

#include <array>

#include "base/json.h"

namespace hookctl::flow {
namespace {

/// The name of a member of the outermost object; `otherwise` where the row has none or it lies deeper.
std::string_view member_of(std::string_view pointer, std::string_view otherwise) {
  const bool is_outermost = pointer.size() > 1 && pointer.rfind('/') == 0 && pointer.find('|') == pointer.npos;
  return is_outermost ? pointer.substr(1) : otherwise;
}

/// The provider's own words for what is not over, the first for a job in the queue and the last for one in progress.
std::string_view word_of(const provider::Provider& row, JobState state) {
  std::string_view first, last;
  for (const auto& [word, status] : row.event.statuses) {
    if (status != Status::progress) continue;
    if (first.empty()) first = word;
    last = word;
  }
  if (state == JobState::queued) return first.empty() ? "queued" : first;
  return last.empty() ? "in_progress" : last;
}

std::string_view subject_member(const provider::Provider& row) {
  const auto& subject = row.event.subject.pointer;
  if (!subject.empty()) return member_of(subject, "id");
  return row.event.id.empty() ? "id" : member_of(row.event.id.front().pointer, "id");
}

void append_member(Bytes& object, std::string_view name, std::string_view value) {
  object += object.empty() ? "{" : ",";
  json::append_string(object, name);
  object += ":";
  json::append_string(object, value);
}

Response json_response(Bytes body) {
  return {.headers = {{"Content-Type", "application/json"}}, .body = std::move(body)};
}

}  // namespace

std::string_view to_text(JobState state) {
  constexpr std::array<std::string_view, 3> words{"queued", "in progress", "ended"};
  return words[static_cast<std::size_t>(state)];
}

JobServer::JobServer(wire::Loop& loop, PollTemplate where, Job job, Observer observer)
    : loop_(loop), where_(std::move(where)), job_(std::move(job)), observer_(std::move(observer)) {}

Result<void> JobServer::open() {
  auto receiver = wire::Receiver::open(loop_, {.host = where_.host(), .port = where_.port()},
                                       [this](std::span<wire::Arrival> arrivals) {
                                         for (const auto& arrival : arrivals) {
                                           if (!arrival.refusal) answer(arrival);
                                         }
                                       });
  if (!receiver) return receiver.error();
  receiver_ = *std::move(receiver);
  return {};
}

std::string JobServer::submit_url() const {
  const auto host = where_.host().find(':') == std::string::npos ? where_.host() : fmt::format("[{}]", where_.host());
  return fmt::format("http://{}:{}/", host, receiver_->port());
}

std::string JobServer::status_url() const {
  auto url = submit_url();
  url.pop_back();
  return url + where_.target_of(job_.id);
}

void JobServer::answer(const wire::Arrival& arrival) {
  const auto& request = arrival.request;
  const auto id = where_.id_in(request.target);
  if (request.method == "POST" && !id) {
    held_.push_back(arrival.ticket);
    observer_.submitted();
    if (!holds_submits_) answer_submits();
    return;
  }
  if (id != job_.id || (request.method != "GET" && request.method != "HEAD")) {
    return receiver_->answer(arrival.ticket, Response{.status = 404});
  }
  const auto state = observer_.state();
  receiver_->answer(arrival.ticket, state_response(state));
  observer_.asked(state);
}

Response JobServer::state_response(JobState state) const {
  if (state == JobState::ended) return json_response(job_.result);
  Bytes body;
  append_member(body, subject_member(job_.row), job_.id);
  append_member(body, member_of(job_.row.event.status, "status"), word_of(job_.row, state));
  return json_response(body + "}");
}

void JobServer::answer_submits() {
  holds_submits_ = false;
  Bytes body;
  append_member(body, subject_member(job_.row), job_.id);
  append_member(body, member_of(job_.row.event.status, "status"), word_of(job_.row, JobState::queued));
  append_member(body, "status_url", status_url());
  for (const auto ticket : held_) receiver_->answer(ticket, json_response(body + "}"));
  held_.clear();
}

}  // namespace hookctl::flow
