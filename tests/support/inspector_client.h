#pragma once

#include <fmt/format.h>

#include <charconv>
#include <string>
#include <string_view>

#include "support/http_client.h"
#include "support/json_lines.h"

namespace hookctl::test {

/// Asks an inspector, whose address says its port and token, as a script would.
class InspectorClient {
 public:
  explicit InspectorClient(std::string_view address) {
    const auto port = address.find(':', std::string_view("http://").size()) + 1;
    std::from_chars(address.data() + port, address.data() + address.size(), port_);
    token_ = address.substr(address.find("token=") + std::string_view("token=").size());
  }

  int port() const { return port_; }
  const std::string& token() const { return token_; }

  /// Everything that is answered to a GET, with the token and further header lines.
  std::string get(std::string_view target, std::string_view lines = "") const {
    return test::exchange(
               port_, fmt::format(
                          "GET {} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nX-Hookctl-Token: {}\r\nConnection: close\r\n{}\r\n",
                          target, port_, token_, lines))
        .bytes;
  }

  /// The object that is answered to a GET.
  Json object(std::string_view target) const { return body_of(get(target)); }

  /// The object that is answered to a change.
  Json change(std::string_view target, std::string_view body) const {
    return body_of(test::exchange(port_, fmt::format("POST {} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nX-Hookctl-Token: {}\r\n"
                                                     "Origin: http://127.0.0.1:{}\r\nContent-Type: application/json\r\n"
                                                     "Connection: close\r\nContent-Length: {}\r\n\r\n{}",
                                                     target, port_, token_, port_, body.size(), body))
                       .bytes);
  }

 private:
  static Json body_of(const std::string& answer) { return Json::parse(answer.substr(answer.find("\r\n\r\n") + 4)); }

  int port_ = 0;
  std::string token_;
};

}  // namespace hookctl::test
