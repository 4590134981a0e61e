#include "wire/socket_bio.h"

#include <sys/socket.h>

#include <cerrno>
#include <new>

#include "crypto/openssl.h"
#include "wire/would_block.h"

namespace hookctl::wire {
namespace {

using Method = crypto::Handle<BIO_METHOD, BIO_meth_free>;

int socket_of(BIO* bio) { return static_cast<const Fd*>(BIO_get_data(bio))->get(); }

int read(BIO* bio, char* into, int size) {
  BIO_clear_retry_flags(bio);
  const auto count = ::recv(socket_of(bio), into, static_cast<std::size_t>(size), 0);
  if (count < 0 && would_block(errno)) BIO_set_retry_read(bio);
  return static_cast<int>(count);
}

int write(BIO* bio, const char* from, int size) {
  BIO_clear_retry_flags(bio);
  const auto count = ::send(socket_of(bio), from, static_cast<std::size_t>(size), MSG_NOSIGNAL);
  if (count < 0 && would_block(errno)) BIO_set_retry_write(bio);
  return static_cast<int>(count);
}

/// Nothing is held back here, so there is nothing to flush; no other question is understood.
long control(BIO*, int question, long, void*) { return question == BIO_CTRL_FLUSH ? 1 : 0; }

Method make_method() {
  Method method(BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "socket"));
  BIO_meth_set_read(method.get(), read);
  BIO_meth_set_write(method.get(), write);
  BIO_meth_set_ctrl(method.get(), control);
  return method;
}

}  // namespace

BIO* make_socket_bio(const Fd& socket) {
  static const Method method = make_method();
  BIO* const bio = BIO_new(method.get());
  if (!bio) throw std::bad_alloc();
  BIO_set_data(bio, const_cast<Fd*>(&socket));
  BIO_set_init(bio, 1);
  return bio;
}

}  // namespace hookctl::wire
