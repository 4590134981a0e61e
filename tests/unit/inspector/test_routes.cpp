#include "inspector/routes.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "support/folder.h"

namespace hookctl::inspector {

TEST_CASE("inspector routes: parameters of a query come decoded, and only whole names are theirs") {
  struct Case {
    std::string target;
    std::optional<std::string> q;
  };
  const std::vector<Case> cases{{"/", std::nullopt},
                                {"/?", std::nullopt},
                                {"/?qq=1&xq=2", std::nullopt},
                                {"/?q", ""},
                                {"/?q=", ""},
                                {"/?a=1&q=x%20y+z&q=2", "x y z"},
                                {"/?q=a=b%3D", "a=b="},
                                {"/?%71=%C3%BC%2B", "ü+"},
                                {"/?q=100%&b", "100%"},
                                {"/?q=%00%26", std::string("\0&", 2)}};
  for (const auto& [target, q] : cases) {
    CAPTURE(target);
    const Request request{.method = "GET", .target = target};
    CHECK(Call{request}.parameter("q") == q);
  }
}

TEST_CASE("inspector routes: a path leads to its row, and everything else nowhere") {
  const test::Folder home;
  home.write("log.jsonl", "");
  SystemClock clock;
  Site site({.captures = home.file("log.jsonl"), .known = {}}, clock, Guard({"127.0.0.1:1"}, "token"));
  struct Case {
    std::string method;
    std::string target;
    int status;
  };
  const std::vector<Case> cases{{"GET", "/", 200},
                                {"HEAD", "/", 200},
                                {"GET", "/?anything", 200},
                                {"GET", "/page/main.js", 200},
                                {"GET", "/page/index.html", 404},
                                {"GET", "/page/", 404},
                                {"GET", "/page/../main.js", 404},
                                {"GET", "/page", 404},
                                {"GET", "//", 404},
                                {"GET", "/api/stats", 200},
                                {"GET", "/api/stats/", 404},
                                {"POST", "/api/stats", 404},
                                {"GET", "/api/captures?limit=1", 200},
                                {"GET", "/api/captures?limit=x", 400},
                                {"GET", "/api/captures/none/verdict", 404},
                                {"GET", "/api/captures/none/curl", 404},
                                {"GET", "/api/captures/none/fixture", 404},
                                {"GET", "/api/captures//body", 404},
                                {"GET", "/api/events", 200},
                                {"POST", "/api/edit", 400},
                                {"GET", "/api/edit", 404},
                                {"POST", "/api/expect", 400},
                                {"GET", "/api/script", 404},
                                {"POST", "/api/script", 409},
                                {"GET", "http://127.0.0.1/", 404},
                                {"OPTIONS", "*", 404}};
  for (const auto& [method, target, status] : cases) {
    CAPTURE(method);
    CAPTURE(target);
    CHECK(route(site, {.method = method, .target = target}).response.status == status);
  }
}

}  // namespace hookctl::inspector
