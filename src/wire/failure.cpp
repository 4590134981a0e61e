#include "wire/failure.h"

#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509_vfy.h>

#include <array>
#include <boost/asio/error.hpp>
#include <boost/asio/ssl/error.hpp>
#include <boost/beast/http/error.hpp>

namespace hookctl::wire {
namespace {

using boost::system::error_code;
namespace net = boost::asio::error;
namespace http = boost::beast::http;

/// Whether the words need the moment to be understood.
enum class Moment { matters, obvious };

struct Words {
  error_code code;
  std::string_view says;
  Moment moment = Moment::obvious;
};

error_code tls(int reason) { return {static_cast<int>(ERR_PACK(ERR_LIB_SSL, 0, reason)), net::get_ssl_category()}; }

const std::array words{
    Words{net::connection_refused, "connection refused"},
    Words{net::host_unreachable, "host unreachable"},
    Words{net::network_unreachable, "network unreachable"},
    Words{net::timed_out, "connection timed out"},
    Words{net::no_descriptors, "too many open files"},
    Words{net::access_denied, "not permitted to connect"},
    Words{net::eof, "connection closed", Moment::matters},
    Words{boost::asio::ssl::error::stream_truncated, "connection closed", Moment::matters},
    Words{net::connection_reset, "connection reset", Moment::matters},
    Words{net::broken_pipe, "connection reset", Moment::matters},
    Words{tls(SSL_R_WRONG_VERSION_NUMBER), "endpoint does not speak TLS"},
    Words{tls(SSL_R_HTTP_REQUEST), "endpoint does not speak TLS"},
    Words{tls(SSL_R_UNSUPPORTED_PROTOCOL), "endpoint has no TLS 1.2 or newer"},
    Words{tls(SSL_R_TLSV1_ALERT_PROTOCOL_VERSION), "endpoint has no TLS 1.2 or newer"},
    Words{tls(SSL_R_SSLV3_ALERT_HANDSHAKE_FAILURE), "endpoint refused the TLS handshake"},
    Words{tls(SSL_R_TLSV1_UNRECOGNIZED_NAME), "endpoint has no certificate for this host"},
    Words{tls(SSL_R_TLSV13_ALERT_CERTIFICATE_REQUIRED), "endpoint asks for a client certificate"},
    Words{http::error::header_limit, "answer is malformed: head too long"},
    Words{http::error::bad_version, "answer is not HTTP/1.0 or 1.1"},
    Words{http::error::bad_status, "answer is malformed: bad status"},
    Words{http::error::bad_reason, "answer is malformed: bad reason phrase"},
    Words{http::error::bad_line_ending, "answer is malformed: bad line ending"},
    Words{http::error::bad_field, "answer is malformed: bad header name"},
    Words{http::error::bad_value, "answer is malformed: bad header value"},
    Words{http::error::bad_obs_fold, "answer is malformed: bad header value"},
    Words{http::error::bad_content_length, "answer is malformed: bad Content-Length"},
    Words{http::error::multiple_content_length, "answer is malformed: Content-Lengths differ"},
    Words{http::error::bad_transfer_encoding, "answer is malformed: bad Transfer-Encoding"},
    Words{http::error::bad_chunk, "answer is malformed: bad chunk"},
    Words{http::error::bad_chunk_extension, "answer is malformed: bad chunk extension"},
};

struct CertificateWords {
  long result;
  std::string_view says;
};

constexpr std::array certificate_words{
    CertificateWords{X509_V_ERR_HOSTNAME_MISMATCH, "certificate is for another host"},
    CertificateWords{X509_V_ERR_IP_ADDRESS_MISMATCH, "certificate is for another host"},
    CertificateWords{X509_V_ERR_CERT_HAS_EXPIRED, "certificate has expired"},
    CertificateWords{X509_V_ERR_CERT_NOT_YET_VALID, "certificate is not valid yet"},
    CertificateWords{X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT, "certificate is self-signed and not trusted"},
    CertificateWords{X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN, "certificate is of an authority that is not trusted"},
    CertificateWords{X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY,
                     "certificate is of an authority that is not trusted"},
    CertificateWords{X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE, "certificate is of an authority that is not trusted"},
};

}  // namespace

std::string describe(const error_code& error, std::string_view moment) {
  for (const auto& row : words) {
    if (row.code != error) continue;
    return row.moment == Moment::matters ? fmt::format("{} {}", row.says, moment) : std::string(row.says);
  }
  return error.message();
}

std::string describe_certificate(long verify_result) {
  for (const auto& row : certificate_words) {
    if (row.result == verify_result) return std::string(row.says);
  }
  return fmt::format("certificate is not accepted: {}", X509_verify_cert_error_string(verify_result));
}

}  // namespace hookctl::wire
