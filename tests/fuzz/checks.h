#pragma once

#include "base/bytes.h"

/// What must hold for any input, one function for each target of `targets()`.
namespace hookctl::fuzz {

void check_causes(ByteView input);
void check_conditions(ByteView input);
void check_events(ByteView input);
void check_jwks(ByteView input);
void check_fixtures(ByteView input);
void check_imports(ByteView input);
void check_json(ByteView input);
void check_records(ByteView input);
void check_redactions(ByteView input);
void check_requests(ByteView input);
void check_schedules(ByteView input);
void check_scripts(ByteView input);
void check_secrets(ByteView input);
void check_signatures(ByteView input);
void check_terminal(ByteView input);
void check_urls(ByteView input);

}  // namespace hookctl::fuzz
