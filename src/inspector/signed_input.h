#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "signature/keys.h"
#include "signature/scheme.h"
#include "webhook/request.h"

namespace hookctl::inspector {

/// A part of signed bytes: what the scheme calls it (`{ts}`, or empty for the text between), and its bytes.
struct InputPart {
  std::string name;
  Bytes bytes = {};
  bool is_hidden = false;  // the secret itself: there are no bytes here
};

/// The bytes that a signature of this request is of, part by part. Fails when something that is signed is missing.
Result<std::vector<InputPart>> signed_input(const signature::Scheme& scheme, const signature::Keys& keys,
                                            const Request& request);

}  // namespace hookctl::inspector
