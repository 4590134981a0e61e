#pragma once

#include "base/bytes.h"
#include "flow/keyring.h"

namespace hookctl::flow {

/// The text with every one of these secrets that stands in it replaced by `***`.
Bytes concealed(Bytes text, const signature::Keys& keys);

/// The text with every secret of a keyring that stands in it replaced by `***`.
Bytes concealed(Bytes text, const Keyring& keys);

}  // namespace hookctl::flow
