#include "wire/loop.h"

#include <doctest/doctest.h>

#include <chrono>
#include <string>

using namespace hookctl;
using namespace std::chrono_literals;

TEST_CASE("loop: end-of-turn tasks run once, after all that is ready, those they add included") {
  wire::Loop loop;
  std::string order;
  loop.post([&] {
    loop.at_end_of_turn([&] {
      order += "end ";
      loop.at_end_of_turn([&] { order += "added "; });
      loop.post([&] { loop.stop(); });
    });
    order += "first ";
  });
  loop.post([&] { order += "second "; });
  loop.run();
  CHECK(order == "first second end added ");
}

TEST_CASE("loop: what is due earlier comes earlier, and a stopped loop can run again") {
  wire::Loop loop;
  std::string order;
  loop.after(20ms, [&] {
    order += "late";
    loop.stop();
  });
  loop.after(1ms, [&] { order += "early "; });
  loop.run();
  CHECK(order == "early late");
  loop.post([&] { loop.stop(); });
  loop.run();
}
