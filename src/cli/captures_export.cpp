#include <fmt/format.h>

#include <array>
#include <optional>
#include <set>

#include "base/text.h"
#include "capture/curl_export.h"
#include "capture/har_export.h"
#include "capture/new_file.h"
#include "capture/select.h"
#include "cli/captures_argument.h"
#include "cli/commands.h"
#include "cli/endpoint_option.h"
#include "cli/read_file.h"
#include "cli/record_line.h"
#include "cli/say.h"
#include "cli/settings.h"
#include "wire/endpoint.h"
#include "wire/render.h"

namespace hookctl::cli {
namespace {

using capture::Capture;

constexpr std::array<std::string_view, 5> forms{"curl", "har", "http", "json", "raw-body"};

constexpr std::array arguments{captures_argument};

constexpr std::array options{
    Option{.name = "as",
           .placeholder = "FORM",
           .help = "curl, har, http (the raw request), json (records) or raw-body",
           .suggest = Suggest::words,
           .words = forms},
    Option{.name = "output",
           .letter = 'o',
           .placeholder = "FILE",
           .help = "a new file for it",
           .otherwise = "stdout",
           .suggest = Suggest::file},
    Option{.name = "to",
           .placeholder = "URL",
           .help = "where curl sends it: http://localhost:3000",
           .otherwise = "to the host of the capture"},
    Option{.name = "body-file",
           .placeholder = "FILE",
           .help = "a new file for the body that curl sends",
           .otherwise = "capture-3.body, by its number",
           .suggest = Suggest::file},
};

constexpr std::array groups{OptionGroup{"Options", options}};

constexpr std::array<std::string_view, 4> examples{
    "hookctl captures export captures.jsonl#3 --as curl --to http://localhost:3000 | sh",
    "hookctl captures export captures.jsonl --as har -o hooks.har",
    "hookctl captures export captures.jsonl#3 --as http > hook.http",
    "hookctl captures export captures.jsonl#3 --as raw-body > body.json",
};

constexpr std::string_view details =
    "What has no place in a form is said on stderr: masked headers, trailers, how chunks were cut.\n"
    "A raw request holds every byte of the headers; `hookctl replay hook.http` sends it again. The curl\n"
    "command sends the same headers in the same order, and none of curl's own.";

/// Where the text of an export goes: stdout, or a file that is there whole or not at all.
class Sink {
 public:
  static Result<Sink> open(Env& env, const Settings& settings) {
    const auto path = settings.text("output");
    if (!path) return Sink(env, std::nullopt);
    auto file = capture::NewFile::create(*path);
    if (!file) return settings.blame("output", file.error());
    return Sink(env, *std::move(file));
  }

  Result<void> write(ByteView bytes) {
    if (file_) return file_->write(bytes);
    env_.out.write(bytes);
    return {};
  }

  bool closed() const { return !file_ && env_.out.closed(); }
  Result<void> keep() { return file_ ? file_->keep() : Result<void>(); }

 private:
  Sink(Env& env, std::optional<capture::NewFile> file) : env_(env), file_(std::move(file)) {}

  Env& env_;
  std::optional<capture::NewFile> file_;
};

/// One export: captures go in one after the other.
class Export {
 public:
  Export(Env& env, const Settings& settings, Sink& sink) : env_(env), settings_(settings), sink_(sink) {}

  Result<void> add(const Capture& capture) {
    struct Row {
      std::string_view form;
      Result<void> (Export::*write)(const Capture&);
    };
    constexpr std::array rows{Row{"curl", &Export::add_curl}, Row{"har", &Export::add_har},
                              Row{"http", &Export::add_http}, Row{"json", &Export::add_json},
                              Row{"raw-body", &Export::add_body}};
    const auto form = settings_.text("as");
    for (const auto& row : rows) {
      if (row.form != form) continue;
      auto added = (this->*row.write)(capture);
      ++count_;
      return added;
    }
    return Error{"say in which form", "--as curl, har, http, json or raw-body"};
  }

  Result<void> end() {
    if (settings_.text("as") != "har") return {};
    return sink_.write(fmt::format("{}{}", count_ == 0 ? capture::har_head : "", capture::har_tail));
  }

 private:
  void tell(const Capture& capture, const std::vector<std::string>& lost) {
    for (const auto& what : lost) {
      const auto text = fmt::format("#{}: {}", capture.seq, what);
      if (told_.insert(text).second) warn(env_, text);
    }
  }

  Result<std::string> origin_of(const Capture& capture) {
    if (const auto url = settings_.text("to")) {
      const auto endpoint = wire::parse_endpoint(*url);
      if (!endpoint) return settings_.blame("to", endpoint.error());
      return fmt::format("{}://{}", endpoint->tls ? "https" : "http", endpoint->authority);
    }
    const auto host = capture.request.headers.find("Host");
    if (!host) return Error{fmt::format("capture #{} names no host", capture.seq), "say where to: --to URL"};
    return fmt::format("{}://{}", capture.tls ? "https" : "http", *host);
  }

  /// A file that is there with these bytes already will do.
  Result<void> write_body(const std::string& path, ByteView body) {
    if (const auto there = read_file(path); there && *there == body) return {};
    auto file = capture::NewFile::create(path);
    if (!file) return file.error();
    if (const auto written = file->write(body); !written) return written;
    return file->keep();
  }

  Result<void> add_curl(const Capture& capture) {
    if (count_ > 0 && settings_.given("body-file")) {
      return Error{"--body-file is for one capture", "leave it out: each body gets a file by its number"};
    }
    const auto origin = origin_of(capture);
    if (!origin) return origin.error();
    const auto body_file = settings_.text("body-file").value_or(fmt::format("capture-{}.body", capture.seq));
    if (!capture.request.body.empty()) {
      if (const auto written = write_body(body_file, capture.request.body); !written) return written;
    }
    auto aimed = capture;
    if (settings_.given("to")) aimed.request.headers.erase("Host");
    const auto made = capture::to_curl(aimed, *origin, body_file);
    tell(capture, made.lost);
    return sink_.write(made.text);
  }

  Result<void> add_har(const Capture& capture) {
    std::string entry(count_ == 0 ? capture::har_head : ",\n");
    tell(capture, capture::append_har_entry(entry, capture));
    return sink_.write(entry);
  }

  Result<void> add_http(const Capture& capture) {
    auto request = capture.request;
    for (const auto& name : capture.masked) request.headers.erase(name);
    const auto bytes = wire::render(request);
    if (!bytes) return Error{fmt::format("capture #{}: {}", capture.seq, bytes.error().message), bytes.error().hint};
    auto lost = capture::missing_in(capture);
    if (request.framing == Framing::chunked) lost.emplace_back("the body is one chunk now");
    tell(capture, lost);
    if (count_ == 0 && !may_be_many()) return sink_.write(*bytes);
    return sink_.write(fmt::format("{}### #{}\n{}\n", count_ == 0 ? "" : "\n", capture.seq, *bytes));
  }

  Result<void> add_json(const Capture& capture) { return sink_.write(record_line(capture, {})); }

  Result<void> add_body(const Capture& capture) {
    if (count_ > 0) return Error{"a raw body is that of one capture", "name one: captures.jsonl#3"};
    tell(capture, capture.request.truncated ? std::vector<std::string>{"the end of the body was not recorded"}
                                            : std::vector<std::string>{});
    return sink_.write(capture.request.body);
  }

  /// Several requests are kept apart by lines that begin with `###`.
  bool may_be_many() const {
    const auto names = settings_.arguments("CAPTURE");
    const auto which = capture::parse_selector(names.front()).which;
    return names.size() > 1 || which.empty() || which.find('-') != which.npos;
  }

  Env& env_;
  const Settings& settings_;
  Sink& sink_;
  std::size_t count_ = 0;
  std::set<std::string> told_ = {};
};

Result<void> export_all(Env& env, const Settings& settings) {
  auto sink = Sink::open(env, settings);
  if (!sink) return sink.error();
  Export run(env, settings, *sink);
  Result<void> done;
  for (const auto& name : settings.arguments("CAPTURE")) {
    const auto visited = capture::visit_selected(capture::parse_selector(name), [&](Capture&& each, capture::Extent) {
      if (done && !sink->closed()) done = run.add(each);
    });
    if (!done) return done;
    if (!visited) return visited;
  }
  if (const auto ended = run.end(); !ended) return ended;
  return sink->keep();
}

Exit run_export(Env& env, const Settings& settings) {
  const auto done = export_all(env, settings);
  return done ? Exit::ok : fail(env, done.error());
}

}  // namespace

const Command captures_export_command{
    .name = "captures export",
    .summary = "captures in the form of another program: curl, HAR, raw HTTP",
    .arguments = arguments,
    .groups = groups,
    .examples = examples,
    .details = details,
    .run = run_export,
};

}  // namespace hookctl::cli
