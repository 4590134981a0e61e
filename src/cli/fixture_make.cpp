#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>
#include <filesystem>

#include "base/text.h"
#include "capture/fixture.h"
#include "capture/new_file.h"
#include "capture/select.h"
#include "cli/captures_argument.h"
#include "cli/commands.h"
#include "cli/expect_options.h"
#include "cli/provider_option.h"
#include "cli/read_file.h"
#include "cli/say.h"
#include "cli/settings.h"
#include "flow/make_fixture.h"

namespace hookctl::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::array arguments{captures_argument};

constexpr std::array options{
    Option{.name = "into",
           .letter = 'o',
           .placeholder = "PATH",
           .help = "a folder, or for one capture a file NAME.hook.json",
           .otherwise = "this folder",
           .suggest = Suggest::file},
    Option{.name = "replace", .help = "replace fixtures that are there"},
    Option{.name = "keep-signature", .help = "keep the signature that came, instead of {{sign}}"},
    expect_option,
    expect_body_option,
    Option{.name = "max-latency", .placeholder = "TIME", .help = "how long a right answer may take"},
};

constexpr std::array groups{OptionGroup{"Options", options}};

constexpr std::array<std::string_view, 3> examples{
    "hookctl fixture make captures.jsonl#3 -o hooks",
    "hookctl fixture make captures.jsonl#3 -o paid.hook.json --expect 200 --expect-body '\"ok\": *true'",
    "hookctl replay hooks --to http://localhost:3000/hook --secret-env TEST_SECRET",
};

constexpr std::string_view details =
    "A fixture is one delivery as indented JSON, made to be committed: without credentials and headers\n"
    "of proxies and traces, its body byte for byte (checked by its SHA-256). In target, headers and body\n"
    "replay fills {{sign}} (a fresh signature), {{now}}, {{now:iso}}, {{uuid}}, {{env:NAME}} and\n"
    "{{asset:FILE}}, the URL of a file beside the fixture that replay serves; {{open}} is two braces.";

constexpr std::string_view git_attributes = "*.hook.json text eol=lf";

struct Named {
  std::string path;
  const capture::Capture* capture;
};

Result<std::string> path_for(const Settings& settings, const capture::Capture& capture, std::size_t count) {
  const auto into = settings.text("into").value_or(".");
  if (into.ends_with(capture::fixture_suffix)) {
    if (count == 1) return into;
    return settings.blame("into", {"one file cannot hold several captures", "name a folder"});
  }
  std::error_code problem;
  fs::create_directories(into, problem);
  if (problem) {
    return Error{fmt::format("cannot make folder '{}': {}", escape_for_terminal(into), problem.message()), "",
                 Fault::environment};
  }
  return (fs::path(into) / (flow::fixture_name(capture) + std::string(capture::fixture_suffix)))
      .lexically_normal()
      .string();
}

Result<void> write(const std::string& path, const std::string& text, bool replaces) {
  const bool there = exists(path);
  if (there && !replaces) {
    return Error{fmt::format("'{}' is there already", escape_for_terminal(path)),
                 "replace it with --replace, or name another with -o"};
  }
  auto file = capture::NewFile::create(there ? path + ".new" : path);
  if (!file) return file.error();
  if (const auto written = file->write(text); !written) return written.error();
  return there ? file->replace(path) : file->keep();
}

Result<flow::MadeFixture> make(const Settings& settings, const capture::Capture& capture,
                               std::span<const provider::Provider> known) {
  const auto signature =
      settings.flag("keep-signature") ? flow::FixtureSignature::as_it_came : flow::FixtureSignature::blank;
  auto made = flow::fixture_of(capture, known, signature);
  if (!made) {
    return Error{fmt::format("no fixture can be made of #{}: {}", capture.seq, made.error().message),
                 made.error().hint};
  }
  made->fixture.expect = {.status = settings.text("expect").value_or(""),
                          .body = settings.text("expect-body").value_or(""),
                          .max_latency = settings.text("max-latency").value_or("")};
  return made;
}

/// Git may change line ends, and says so nowhere near the test that then fails.
void offer_attributes(Env& env) {
  const auto there = read_file((fs::path(env.folder) / ".gitattributes").string());
  if (there && there->find("*.hook.json") != there->npos) return;
  note(env, fmt::format("for git, put this line into .gitattributes: {}", git_attributes));
}

Exit run_make(Env& env, const Settings& settings) {
  const auto catalogue = read_catalogue(fixture_make_command, settings);
  if (!catalogue) return fail(env, catalogue.error());
  if (const auto sound = read_expectations(settings); !sound) return fail(env, sound.error());
  std::vector<capture::Capture> captures;
  for (const auto& which : settings.arguments("CAPTURE")) {
    auto some = capture::select(capture::parse_selector(which));
    if (!some) return fail(env, some.error());
    for (auto& each : *some) captures.push_back(std::move(each));
  }
  if (captures.empty()) return fail(env, {"there is nothing to make a fixture of", "the log holds no capture"});
  for (const auto& each : captures) {
    const auto made = make(settings, each, catalogue->rows());
    if (!made) return fail(env, made.error());
    const auto path = path_for(settings, each, captures.size());
    if (!path) return fail(env, path.error());
    if (const auto done = write(*path, to_text(made->fixture), settings.flag("replace")); !done) {
      return fail(env, done.error());
    }
    env.out.write(fmt::format("made  {}\n", escape_for_terminal(*path)));
    if (!made->dropped.empty()) note(env, fmt::format("without {}", fmt::join(made->dropped, ", ")));
  }
  offer_attributes(env);
  return Exit::ok;
}

}  // namespace

const Command fixture_make_command{
    .name = "fixture make",
    .summary = "a capture as a file to commit and replay",
    .arguments = arguments,
    .groups = groups,
    .examples = examples,
    .details = details,
    .run = run_make,
};

}  // namespace hookctl::cli
