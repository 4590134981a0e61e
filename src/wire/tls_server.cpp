#include "wire/tls_server.h"

#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/pemerr.h>
#include <openssl/x509err.h>

#include <algorithm>
#include <array>
#include <new>
#include <span>
#include <string>
#include <string_view>

#include "base/text.h"

namespace hookctl::wire {
namespace {

using Bio = crypto::Handle<BIO, BIO_free>;
using Certificate = crypto::Handle<X509, X509_free>;
using Key = crypto::Handle<EVP_PKEY, EVP_PKEY_free>;

/// What is wrong with a PEM text, by OpenSSL's reason.
struct ReasonRow {
  int reason;
  std::string_view says;
};

constexpr std::array certificate_reasons{
    ReasonRow{PEM_R_NO_START_LINE, "there is no PEM certificate in it"},
    ReasonRow{PEM_R_BAD_BASE64_DECODE, "its base64 is broken"},
};
constexpr std::array key_reasons{
    ReasonRow{ERR_R_UNSUPPORTED, "there is no PEM private key in it"},
    ReasonRow{ERR_R_INTERRUPTED_OR_CANCELLED, "it is encrypted"},
    ReasonRow{PEM_R_BAD_PASSWORD_READ, "it is encrypted"},
    ReasonRow{X509_R_KEY_VALUES_MISMATCH, "it does not belong to the certificate"},
    ReasonRow{X509_R_KEY_TYPE_MISMATCH, "it does not belong to the certificate"},
};

/// The reason of the oldest error, and an end to all of them.
std::string reason_of_failure(std::span<const ReasonRow> known) {
  const auto code = ERR_peek_error();
  ERR_clear_error();
  const auto row =
      std::find_if(known.begin(), known.end(), [&](const auto& row) { return row.reason == ERR_GET_REASON(code); });
  if (row != known.end()) return std::string(row->says);
  const char* const words = ERR_reason_error_string(code);
  return words ? words : "it cannot be read";
}

Error certificate_failure(const TlsIdentity& identity) {
  return {fmt::format("cannot use the certificate '{}': {}", escape_for_terminal(identity.certificate_name),
                      reason_of_failure(certificate_reasons)),
          "give the server's certificate as PEM, followed by those that vouch for it"};
}

Error key_failure(const TlsIdentity& identity) {
  return {fmt::format("cannot use the private key '{}': {}", escape_for_terminal(identity.key_name),
                      reason_of_failure(key_reasons)),
          "give the certificate's own key as PEM, not encrypted"};
}

Bio reader_of(ByteView text) { return Bio(BIO_new_mem_buf(text.data(), static_cast<int>(text.size()))); }

int no_password(char*, int, int, void*) { return -1; }

bool add_certificates(SSL_CTX* context, ByteView pem) {
  const auto reader = reader_of(pem);
  const Certificate own(PEM_read_bio_X509(reader.get(), nullptr, no_password, nullptr));
  if (!own || SSL_CTX_use_certificate(context, own.get()) != 1) return false;
  while (Certificate next{PEM_read_bio_X509(reader.get(), nullptr, no_password, nullptr)}) {
    if (SSL_CTX_add1_chain_cert(context, next.get()) != 1) return false;
  }
  const bool at_end = ERR_GET_REASON(ERR_peek_last_error()) == PEM_R_NO_START_LINE;
  if (at_end) ERR_clear_error();
  return at_end;
}

bool add_key(SSL_CTX* context, ByteView pem) {
  const Key key(PEM_read_bio_PrivateKey(reader_of(pem).get(), nullptr, no_password, nullptr));
  return key && SSL_CTX_use_PrivateKey(context, key.get()) == 1 && SSL_CTX_check_private_key(context) == 1;
}

}  // namespace

Result<TlsContext> make_tls_context(const TlsIdentity& identity) {
  ERR_clear_error();
  TlsContext context(SSL_CTX_new(TLS_server_method()));
  if (!context) throw std::bad_alloc();
  SSL_CTX_set_min_proto_version(context.get(), TLS1_2_VERSION);
  SSL_CTX_set_options(context.get(), SSL_OP_NO_RENEGOTIATION);
  // A short write is continued from another place in memory; an idle connection keeps no buffers.
  SSL_CTX_set_mode(context.get(),
                   SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER | SSL_MODE_RELEASE_BUFFERS);
  SSL_CTX_set_read_ahead(context.get(), 1);
  SSL_CTX_set_session_cache_mode(context.get(), SSL_SESS_CACHE_OFF);
  if (!add_certificates(context.get(), identity.certificates)) return certificate_failure(identity);
  if (!add_key(context.get(), identity.key.expose())) return key_failure(identity);
  return context;
}

}  // namespace hookctl::wire
