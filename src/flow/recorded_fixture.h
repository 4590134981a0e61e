#pragma once

#include <span>
#include <string>

#include "base/result.h"
#include "capture/fixture.h"
#include "flow/blanks.h"
#include "flow/replay_options.h"

namespace hookctl::flow {

/// A fixture as something to replay, its blanks filled and its event read where its provider is among the known ones;
/// `expect` is left to the caller. One with `{{sign}}` is signed anew.
Result<Recorded> recorded_of(capture::Fixture fixture, std::string path, const Blanks& blanks,
                             std::span<const provider::Provider> known);

/// Whether a fixture's request wants a fresh signature.
bool asks_for_signature(const Request& request);

/// The name of a fixture in reports: that of its file, without folders and `.hook.json`.
std::string name_of_fixture(const std::string& path);

}  // namespace hookctl::flow
