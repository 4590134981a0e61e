#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "capture/capture.h"
#include "capture/fixture.h"
#include "provider/provider.h"

namespace hookctl::flow {

/// Whether a fixture is signed anew each time (`{{sign}}`), or holds the signature that came.
enum class FixtureSignature { blank, as_it_came };

/// A fixture and the names of the captured headers it does without.
struct MadeFixture {
  capture::Fixture fixture;
  std::vector<std::string> dropped = {};
};

/// Makes a fixture of a capture: without credentials and without headers that belong to one connection, proxy or trace,
/// its signature and time blanks. What looks like a blank in the capture stays text. Fails on a target that is not
/// UTF-8 and on a body that was cut.
Result<MadeFixture> fixture_of(const capture::Capture& capture, std::span<const provider::Provider> known,
                               FixtureSignature signature);

/// The scheme by which a request is signed: the one of that name, else the first whose signature it carries; null where
/// it carries none.
const signature::Scheme* scheme_of(const Request& request, const provider::Provider& row, std::string_view name);

/// Puts the blanks of a signature and its time into their places.
void put_blanks(Request& request, const signature::Scheme& scheme);

/// A name for the fixture of a capture: `bfl-succeeded-2`, `capture-3`.
std::string fixture_name(const capture::Capture& capture);

}  // namespace hookctl::flow
