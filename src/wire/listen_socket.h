#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include "base/result.h"
#include "wire/receiver.h"

namespace hookctl::wire {

/// Binds and listens, without blocking; raises the limit of open files as far as the system lets us.
Result<boost::asio::ip::tcp::acceptor> open_listen_socket(boost::asio::io_context& io, const ReceiverOptions& options);

/// `127.0.0.1:8787`, `[::1]:8787`.
std::string address_text(const boost::asio::ip::tcp::endpoint& endpoint);

}  // namespace hookctl::wire
