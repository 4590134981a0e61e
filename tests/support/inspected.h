#pragma once

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <chrono>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "support/inspector_client.h"
#include "support/joined.h"
#include "support/listen_process.h"

namespace hookctl::test {

/// A listener with an inspector, in a folder of its own.
struct Inspected {
  explicit Inspected(const std::vector<std::string>& options = {})
      : listen(home, joined({"--json", "--inspect"}, options)),
        inspector(Json::parse(listen.ready()).at("inspector").get<std::string>()) {}

  /// The list once it holds so many captures.
  Json list(std::size_t count, std::string_view query = "") {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(10);
    for (;;) {
      auto page = inspector.object(fmt::format("/api/captures?{}", query));
      if (page.at("total") == count) return page;
      REQUIRE(std::chrono::steady_clock::now() < end);
      std::this_thread::yield();
    }
  }

  /// The id of the only capture, once it is there.
  std::string only_id() { return list(1)["captures"][0]["id"].get<std::string>(); }

  Folder home = {};
  ListenProcess listen;
  InspectorClient inspector;
};

}  // namespace hookctl::test
