#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <functional>
#include <map>

namespace hookctl::wire {

/// When each of the many things under way on a loop must have ended; one timer watches them all.
class Deadlines {
 public:
  using Time = std::chrono::steady_clock::time_point;
  using Entry = std::multimap<Time, std::function<void()>>::iterator;

  explicit Deadlines(boost::asio::io_context& io) : timer_(io) {}

  /// Calls `expired` then, unless the entry is dropped before; the entry goes with the call.
  Entry add(Time at, std::function<void()> expired);
  void drop(Entry entry) { entries_.erase(entry); }

 private:
  void watch();
  void expire();

  boost::asio::steady_timer timer_;
  Time watched_ = Time::max();  // when the timer looks next
  std::multimap<Time, std::function<void()>> entries_ = {};
};

}  // namespace hookctl::wire
