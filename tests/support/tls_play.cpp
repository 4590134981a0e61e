#include "support/tls_play.h"

#include <openssl/ssl.h>
#include <pthread.h>

#include <csignal>

#include "crypto/openssl.h"

namespace hookctl::test {
namespace {

using Context = crypto::Handle<SSL_CTX, SSL_CTX_free>;
using Session = crypto::Handle<SSL, SSL_free>;

// OpenSSL writes to sockets without MSG_NOSIGNAL.
void ignore_broken_pipes_in_this_thread() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGPIPE);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

Context make_context(const Identity& identity, int newest_version) {
  Context context(SSL_CTX_new(TLS_server_method()));
  SSL_CTX_set_cipher_list(context.get(), "DEFAULT:@SECLEVEL=0");
  SSL_CTX_set_min_proto_version(context.get(), TLS1_VERSION);
  SSL_CTX_set_max_proto_version(context.get(), newest_version);
  SSL_CTX_use_certificate_file(context.get(), identity.certificate.c_str(), SSL_FILETYPE_PEM);
  SSL_CTX_use_PrivateKey_file(context.get(), identity.key.c_str(), SSL_FILETYPE_PEM);
  return context;
}

/// Reads until the end of a head; TLS requests of tests have no body.
Bytes read_head(SSL* session) {
  Bytes request;
  char buffer[4096];
  while (request.find("\r\n\r\n") == request.npos) {
    const int count = SSL_read(session, buffer, sizeof buffer);
    if (count <= 0) break;
    request.append(buffer, static_cast<std::size_t>(count));
  }
  return request;
}

enum class Ending { close_notify, none };

using AnswerTo = std::function<Bytes(const SSL*)>;

Play tls_play(Identity identity, int newest_version, Ending ending, AnswerTo answer_to) {
  return [=](Peer& peer) {
    ignore_broken_pipes_in_this_thread();
    const auto context = make_context(identity, newest_version);
    const Session session(SSL_new(context.get()));
    SSL_set_fd(session.get(), peer.socket());
    if (SSL_accept(session.get()) != 1) return;
    peer.record(read_head(session.get()));
    const auto answer = answer_to(session.get());
    SSL_write(session.get(), answer.data(), static_cast<int>(answer.size()));
    if (ending == Ending::close_notify) SSL_shutdown(session.get());
  };
}

}  // namespace

Play tls_reply(Identity identity, Bytes answer) {
  return tls_play(std::move(identity), TLS1_3_VERSION, Ending::close_notify,
                  [answer = std::move(answer)](const SSL*) { return answer; });
}

Play tls_cut_off(Identity identity, Bytes answer) {
  return tls_play(std::move(identity), TLS1_3_VERSION, Ending::none,
                  [answer = std::move(answer)](const SSL*) { return answer; });
}

Play tls_server_name(Identity identity) {
  return tls_play(std::move(identity), TLS1_3_VERSION, Ending::close_notify, [](const SSL* session) {
    const char* name = SSL_get_servername(session, TLSEXT_NAMETYPE_host_name);
    return response(200, name == nullptr ? "" : name);
  });
}

Play tls_1_1(Identity identity) {
  return tls_play(std::move(identity), TLS1_1_VERSION, Ending::close_notify,
                  [](const SSL*) { return response(200, ""); });
}

}  // namespace hookctl::test
