#pragma once

#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "provider/provider.h"
#include "signature/keys.h"
#include "webhook/request.h"

namespace hookctl::test {

/// One scheme of one row of the catalogue.
struct SchemeOfRow {
  const provider::Provider* row;
  const signature::Scheme* scheme;
};

std::vector<SchemeOfRow> every_scheme();

/// Key material of the right kind, another for each person; a secret that every rule takes is base64 behind `whsec_`.
signature::Keys keys_for(const signature::Scheme& scheme, char person);

/// A delivery with the row's headers and a body, unsigned.
Request unsigned_delivery_of(const provider::Provider& row, std::string_view body);

/// A signed delivery with the first body, of the row's samples and vectors, that has everything the scheme signs.
Result<Request> delivery_of(const SchemeOfRow& subject, const signature::Keys& keys, Instant now);

}  // namespace hookctl::test
