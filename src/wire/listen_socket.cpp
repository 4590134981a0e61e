#include "wire/listen_socket.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/asio/error.hpp>

#include "wire/descriptor_limit.h"

namespace hookctl::wire {
namespace {

namespace asio = boost::asio;
using tcp = asio::ip::tcp;
using Code = boost::system::error_code;

constexpr int backlog = 4096;

struct FailureRow {
  asio::error::basic_errors code;
  std::string_view says;
  std::string_view hint;
};

constexpr std::array failures{
    FailureRow{asio::error::address_in_use, "the port is in use",
               "pick another with --port, or a free one with --port 0"},
    FailureRow{asio::error::access_denied, "permission denied",
               "ports below 1024 belong to the system; use --port 8787"},
};

Error failure(const tcp::endpoint& endpoint, const Code& code) {
  const auto row =
      std::find_if(failures.begin(), failures.end(), [&](const auto& known) { return code == known.code; });
  if (row != failures.end()) {
    return {fmt::format("cannot listen on {}: {}", address_text(endpoint), row->says), std::string(row->hint),
            Fault::environment};
  }
  return {fmt::format("cannot listen on {}: {}", address_text(endpoint), code.message()),
          "listen on an address of this machine, such as 127.0.0.1", Fault::environment};
}

}  // namespace

Result<tcp::acceptor> open_listen_socket(asio::io_context& io, const ReceiverOptions& options) {
  Code code;
  const auto address = asio::ip::make_address(options.host == "localhost" ? "127.0.0.1" : options.host, code);
  if (code) {
    return Error{fmt::format("cannot listen on '{}': not an IP address", options.host),
                 "use 127.0.0.1, ::1, 0.0.0.0 or localhost"};
  }
  allow_connections(options.limits.connections);
  const tcp::endpoint endpoint(address, options.port);
  tcp::acceptor acceptor(io);
  if (acceptor.open(endpoint.protocol(), code)) return failure(endpoint, code);
  if (acceptor.set_option(tcp::acceptor::reuse_address(true), code)) return failure(endpoint, code);
  // Linux hands this on to the connections, and saves a call for each.
  if (acceptor.set_option(tcp::no_delay(true), code)) return failure(endpoint, code);
  if (acceptor.bind(endpoint, code)) return failure(endpoint, code);
  if (acceptor.listen(backlog, code)) return failure(endpoint, code);
  if (acceptor.non_blocking(true, code)) return failure(endpoint, code);
  return acceptor;
}

std::string address_text(const tcp::endpoint& endpoint) {
  const auto address = endpoint.address().to_string();
  if (endpoint.address().is_v6()) return fmt::format("[{}]:{}", address, endpoint.port());
  return fmt::format("{}:{}", address, endpoint.port());
}

}  // namespace hookctl::wire
