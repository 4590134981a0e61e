#pragma once

#include <string>

#include "base/result.h"
#include "report/json_line.h"
#include "wire/web_server.h"

namespace hookctl::inspector {

using Reply = wire::WebReply;

/// An object of our own output.
Reply json_reply(const report::Json& object);
/// JSON that is already text.
Reply json_text_reply(std::string json);
/// Bytes of another type.
Reply bytes_reply(std::string_view type, Bytes bytes);
/// Bytes to be saved under a name, never to be shown or run.
Reply file_reply(std::string_view name, Bytes bytes);
/// Something cannot be done, and what to do about it.
Reply error_reply(int status, const Error& error);

}  // namespace hookctl::inspector
