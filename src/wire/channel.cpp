#include "wire/channel.h"

#include <fmt/format.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <sys/socket.h>

#include <boost/asio/connect.hpp>

#include "wire/failure.h"
#include "wire/unread.h"

namespace hookctl::wire {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;

/// Names the host the certificate must be for; an address is compared as one and is not sent as a server name.
bool expect_host(SSL* session, const std::string& host) {
  auto* const wanted = SSL_get0_param(session);
  if (X509_VERIFY_PARAM_set1_ip_asc(wanted, host.c_str()) == 1) return true;
  return X509_VERIFY_PARAM_set1_host(wanted, host.c_str(), host.size()) == 1 &&
         SSL_set_tlsext_host_name(session, host.c_str()) == 1;
}

}  // namespace

Result<void> Channel::use_tls(const std::string& host, const std::string& ca_file) {
  context_.emplace(asio::ssl::context::tls_client);
  SSL_CTX_set_min_proto_version(context_->native_handle(), TLS1_2_VERSION);
  context_->set_verify_mode(asio::ssl::verify_peer);
  error_code error;
  if (ca_file.empty()) {
    context_->set_default_verify_paths(error);
  } else {
    context_->load_verify_file(ca_file, error);
  }
  if (error) return Error{fmt::format("cannot read trusted certificates from '{}'", ca_file)};
  tls_.emplace(socket_, *context_);
  if (!expect_host(tls_->native_handle(), host)) return Error{"host name is not fit for TLS"};
  return {};
}

void Channel::connect(const Addresses& addresses, Done done) {
  asio::async_connect(socket_, addresses,
                      [this, done = std::move(done)](error_code error, const asio::ip::tcp::endpoint&) {
                        error_code ignored;
                        if (!error) socket_.set_option(asio::ip::tcp::no_delay(true), ignored);
                        done(error);
                      });
}

void Channel::handshake(Done done) {
  if (!tls_) return done({});
  tls_->async_handshake(asio::ssl::stream_base::client, std::move(done));
}

std::size_t Channel::write_now(asio::const_buffer from) {
  if (tls_) return 0;
  const auto count = ::send(socket_.native_handle(), from.data(), from.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
  return count < 0 ? 0 : static_cast<std::size_t>(count);
}

void Channel::close() {
  error_code ignored;
  socket_.close(ignored);
}

bool Channel::is_quiet() { return has_nothing_unread(socket_.native_handle()); }

std::optional<std::string> Channel::certificate_error() {
  if (!tls_) return std::nullopt;
  const auto result = SSL_get_verify_result(tls_->native_handle());
  if (result == X509_V_OK) return std::nullopt;
  return describe_certificate(result);
}

}  // namespace hookctl::wire
