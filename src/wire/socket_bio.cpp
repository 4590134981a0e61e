#include "wire/socket_bio.h"

#include <boost/asio/buffer.hpp>
#include <new>

#include "crypto/openssl.h"
#include "wire/would_block.h"

namespace hookctl::wire {
namespace {

namespace asio = boost::asio;
using tcp = asio::ip::tcp;
using Code = boost::system::error_code;
using Method = crypto::Handle<BIO_METHOD, BIO_meth_free>;

tcp::socket& socket_of(BIO* bio) { return *static_cast<tcp::socket*>(BIO_get_data(bio)); }

int read(BIO* bio, char* into, int size) {
  Code code;
  BIO_clear_retry_flags(bio);
  const auto count = socket_of(bio).read_some(asio::buffer(into, static_cast<std::size_t>(size)), code);
  if (would_block(code)) BIO_set_retry_read(bio);
  if (code == asio::error::eof) return 0;
  return code ? -1 : static_cast<int>(count);
}

int write(BIO* bio, const char* from, int size) {
  Code code;
  BIO_clear_retry_flags(bio);
  const auto count = socket_of(bio).write_some(asio::buffer(from, static_cast<std::size_t>(size)), code);
  if (would_block(code)) BIO_set_retry_write(bio);
  return code ? -1 : static_cast<int>(count);
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

BIO* make_socket_bio(tcp::socket& socket) {
  static const Method method = make_method();
  BIO* const bio = BIO_new(method.get());
  if (!bio) throw std::bad_alloc();
  BIO_set_data(bio, &socket);
  BIO_set_init(bio, 1);
  return bio;
}

}  // namespace hookctl::wire
