#include "wire/lookup.h"

#include <fmt/format.h>
#include <netdb.h>

#include <boost/asio/ip/address.hpp>
#include <cstring>
#include <mutex>
#include <string>
#include <system_error>
#include <thread>

namespace hookctl::wire {
namespace {

using boost::asio::ip::tcp;

std::string describe_lookup(int code) {
  if (code == EAI_NONAME || code == EAI_NODATA) return "no such host";
  return fmt::format("host lookup failed: {}", gai_strerror(code));
}

/// Every address of the host in the resolver's order of preference.
Result<Addresses> resolve(const std::string& host, std::uint16_t port) {
  addrinfo wanted{};
  wanted.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (const int code = getaddrinfo(host.c_str(), std::to_string(port).c_str(), &wanted, &found); code != 0) {
    return Error{describe_lookup(code), {}, Fault::environment};
  }
  const std::unique_ptr<addrinfo, void (*)(addrinfo*)> list(found, freeaddrinfo);
  Addresses addresses;
  for (const auto* entry = list.get(); entry != nullptr; entry = entry->ai_next) {
    tcp::endpoint address;
    std::memcpy(address.data(), entry->ai_addr, entry->ai_addrlen);
    address.resize(entry->ai_addrlen);
    addresses.push_back(address);
  }
  return addresses;
}

}  // namespace

/// What the lookup and its thread both hold; whoever is last frees it.
struct Lookup::Shared {
  Shared(Loop& loop, Done done) : loop(&loop), done(std::move(done)) {}

  std::mutex mutex;
  Loop* loop;  // null once nobody waits
  Done done;

  void deliver(Result<Addresses> result) {
    const std::lock_guard lock(mutex);
    if (loop != nullptr) loop->post([done = done, result = std::move(result)] { done(result); });
  }
};

Lookup::Lookup(Loop& loop, const Endpoint& endpoint, Done done)
    : shared_(std::make_shared<Shared>(loop, std::move(done))) {
  boost::system::error_code not_an_address;
  const auto address = boost::asio::ip::make_address(endpoint.host, not_an_address);
  if (!not_an_address) {
    shared_->deliver(Addresses{tcp::endpoint(address, endpoint.port)});
  } else {
    start_thread(endpoint);
  }
}

void Lookup::start_thread(const Endpoint& endpoint) try {
  std::thread([shared = shared_, host = endpoint.host, port = endpoint.port] {
    shared->deliver(resolve(host, port));
  }).detach();
} catch (const std::system_error&) {
  shared_->deliver(Error{"host lookup failed: too many threads", {}, Fault::environment});
}

Lookup::~Lookup() {
  const std::lock_guard lock(shared_->mutex);
  shared_->loop = nullptr;
}

}  // namespace hookctl::wire
