#include "wire/socket_batch.h"

#include <doctest/doctest.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <string>
#include <vector>

#include "base/fd.h"

using namespace hookctl;
using wire::SocketBatch;

namespace {

struct Pair {
  Fd ours = Fd();
  Fd theirs = Fd();

  Pair() {
    std::array<int, 2> sockets{};
    REQUIRE(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, sockets.data()) == 0);
    ours = Fd(sockets[0]);
    theirs = Fd(sockets[1]);
  }
};

using Results = std::vector<int>;

Results run(SocketBatch& batch) {
  const auto results = batch.run();
  return {results.begin(), results.end()};
}

constexpr std::array rings{SocketBatch::Ring::where_possible, SocketBatch::Ring::never};

}  // namespace

TEST_CASE("socket batch: what was asked for is made in its order, and said of each") {
  for (const auto ring : rings) {
    const std::array<Pair, 3> pairs;
    SocketBatch batch(ring);
    batch.send(pairs[0].ours.get(), "a");
    batch.send(pairs[1].ours.get(), "bb");
    batch.send(pairs[2].ours.get(), "ccc");
    CHECK(run(batch) == Results{1, 2, 3});

    std::array<std::array<char, 2>, 3> rooms{};
    for (std::size_t i = 0; i < pairs.size(); ++i) batch.read(pairs[i].theirs.get(), rooms[i]);
    CHECK(run(batch) == Results{1, 2, 2});
    CHECK(std::string(rooms[0].data(), 1) + std::string(rooms[1].data(), 2) + std::string(rooms[2].data(), 2) ==
          "abbcc");
    CHECK(run(batch).empty());
  }
}

TEST_CASE("socket batch: nothing to read, the end and a broken pipe are told apart, and keep no other from its turn") {
  for (const auto ring : rings) {
    const Pair silent, talking;
    Pair ended;
    ended.theirs = Fd();
    std::array<std::array<char, 8>, 3> rooms{};
    SocketBatch batch(ring);
    batch.read(silent.ours.get(), rooms[0]);
    batch.read(ended.ours.get(), rooms[1]);
    batch.send(ended.ours.get(), "x");
    batch.send(talking.ours.get(), "hello");
    batch.read(talking.theirs.get(), rooms[2]);
    CHECK(run(batch) == Results{-EAGAIN, 0, -EPIPE, 5, 5});
  }
}

TEST_CASE("socket batch: more than are made together are made one after the other") {
  const Pair pair;
  SocketBatch batch;
  for (std::size_t i = 0; i < SocketBatch::most + 1; ++i) batch.send(pair.ours.get(), "x");
  CHECK(run(batch) == Results(SocketBatch::most + 1, 1));
}
