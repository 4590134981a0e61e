#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace hookctl::capture {

/// What an option of curl means for the request.
enum class CurlMeaning {
  nothing,  // what curl prints, trusts or waits for
  lost,     // something hookctl does not do: another connection, several answers, a changed request
  method,
  head,
  get,  // the data goes into the URL
  url,
  target,
  http10,
  header,
  data,
  raw_data,
  binary_data,
  encoded_data,
  json,
  user_agent,
  referer,
  cookie,
  user,
  unsupported,
};

/// An option of a command line and its value.
struct CurlOption {
  CurlMeaning meaning;
  std::string name;  // as it was written: `-d`, `--data`
  std::string value = {};
};

/// The options of a curl command line, of which the word `curl` is not part; a plain word is a `url`. Letters may stand
/// together (`-sSX POST`) and have their value behind them (`-XPOST`). Fails on an option that is not known and on one
/// without its value.
Result<std::vector<CurlOption>> curl_options(const std::vector<std::string>& words);

}  // namespace hookctl::capture
