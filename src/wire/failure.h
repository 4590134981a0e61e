#pragma once

#include <boost/system/error_code.hpp>
#include <string>
#include <string_view>

namespace hookctl::wire {

/// An error in plain words: `connection refused`. Where a connection was lost, `moment` says when:
/// `connection closed before an answer`.
std::string describe(const boost::system::error_code& error, std::string_view moment);

/// Why a certificate was not accepted, from the result of its verification: `certificate has expired`.
std::string describe_certificate(long verify_result);

}  // namespace hookctl::wire
