#include "target.h"

#include <array>
#include <cstdio>
#include <cstdlib>

#include "checks.h"
#include "seeds.h"

namespace hookctl::fuzz {
namespace {

constexpr std::array all{
    Target{"causes", check_causes, cause_seeds},
    Target{"conditions", check_conditions, condition_seeds},
    Target{"events", check_events, event_seeds},
    Target{"fixtures", check_fixtures, fixture_seeds},
    Target{"imports", check_imports, import_seeds},
    Target{"json", check_json, json_seeds},
    Target{"jwks", check_jwks, jwks_seeds},
    Target{"records", check_records, record_seeds},
    Target{"redactions", check_redactions, redaction_seeds},
    Target{"requests", check_requests, request_seeds},
    Target{"schedules", check_schedules, schedule_seeds},
    Target{"scripts", check_scripts, script_seeds},
    Target{"secrets", check_secrets, secret_seeds},
    Target{"signatures", check_signatures, signature_seeds},
    Target{"terminal", check_terminal, terminal_seeds},
    Target{"urls", check_urls, url_seeds},
};

}  // namespace

std::span<const Target> targets() { return all; }

void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "hookctl_fuzz: does not hold: %s\n", what);
  std::abort();
}

}  // namespace hookctl::fuzz
