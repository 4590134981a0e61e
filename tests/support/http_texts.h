#pragma once

#include <string>
#include <string_view>

namespace hookctl::test {

inline std::string get_of(std::string_view target) {
  return "GET " + std::string(target) + " HTTP/1.1\r\nHost: x\r\n\r\n";
}

inline const std::string get = get_of("/");
inline const std::string last_get = "GET /last HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

/// The first line of an answer.
inline std::string status_of(std::string_view answer) { return std::string(answer.substr(0, answer.find("\r\n"))); }

}  // namespace hookctl::test
