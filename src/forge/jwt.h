#pragma once

#include <string>

#include "forge/forgery.h"

namespace hookctl::forge {

/// A JWT of the delivery, signed by its key, that was issued at the time which a text says; a text that is no number is
/// a JSON string. Empty: it does not say when.
std::string jwt_issued_at(const Genuine& genuine, std::string_view issued_at);

/// The first two parts of such a JWT, with a header of one's own, and the dot between them.
std::string unsigned_jwt(const Genuine& genuine, std::string_view header);

}  // namespace hookctl::forge
