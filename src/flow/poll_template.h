#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace hookctl::flow {

/// Where the state of a job can be asked for, on this machine: `http://127.0.0.1:9000/requests/{id}/status`, or a path
/// alone, for which a free port is picked.
class PollTemplate {
 public:
  /// Fails without `{id}`, for https and for hosts other than this machine.
  static Result<PollTemplate> parse(std::string_view text);

  const std::string& host() const { return host_; }
  std::uint16_t port() const { return port_; }

  /// The id that a request asks for; nothing where its target is not of this form.
  std::optional<std::string> id_in(std::string_view target) const;
  /// The path and query by which an id is asked for.
  std::string target_of(std::string_view id) const { return before_ + std::string(id) + after_; }

 private:
  std::string host_ = "127.0.0.1";
  std::uint16_t port_ = 0;
  std::string before_;
  std::string after_;
};

}  // namespace hookctl::flow
