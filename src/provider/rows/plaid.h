#pragma once

#include <array>

#include "provider/provider.h"

/// Plaid: a JWT (ES256) that claims the body's SHA-256.
namespace hookctl::provider {

inline constexpr std::array plaid_schemes{signature::Scheme{.name = "jwt",
                                                            .algorithm = signature::Algorithm::jwt_es256,
                                                            .input = "{sha256}",
                                                            .signature = {.header = "Plaid-Verification"},
                                                            .tolerance = {.past = Seconds{300}}}};

inline constexpr std::array<Millis, 6> plaid_delays{Seconds{30},    Seconds{120},   Seconds{480},
                                                    Seconds{1'920}, Seconds{7'680}, Seconds{30'720}};
inline constexpr std::array plaid_samples{
    Sample{"success", R"({
  "environment": "production",
  "initial_update_complete": true,
  "historical_update_complete": true,
  "item_id": "eVBnVMp7zdTJLkRNr33Rs6zr7KNJqBFL9DrE6",
  "webhook_code": "SYNC_UPDATES_AVAILABLE",
  "webhook_type": "TRANSACTIONS"
})"},
    Sample{"failure", R"({
  "environment": "production",
  "error": {
    "error_code": "ITEM_LOGIN_REQUIRED",
    "error_message": "the login details of this item have changed",
    "error_type": "ITEM_ERROR"
  },
  "item_id": "eVBnVMp7zdTJLkRNr33Rs6zr7KNJqBFL9DrE6",
  "webhook_code": "ERROR",
  "webhook_type": "ITEM"
})"},
};
inline constexpr std::array<std::string_view, 3> plaid_assumed{"timeout", "delays", "samples"};
inline constexpr std::array<std::string_view, 3> plaid_notes{
    "the key is one of /webhook_verification_key/get, named by the JWT's kid: give it as --jwks FILE",
    "the body is pretty-printed with two spaces, and its white space is signed",
    "there is no event id: tell duplicates by the body",
};

inline constexpr Provider plaid{
    .name = "plaid",
    .title = "Plaid",
    .docs = "https://plaid.com/docs/api/webhooks/webhook-verification/",
    .schemes = plaid_schemes,
    .retries = {.delays = plaid_delays,
                .timeout = Seconds{10},
                .window = Seconds{86'400},
                .documented = retry::Documented::no,
                .source = "https://plaid.com/docs/api/webhooks/",
                .note = "24 hours, four times the delay each time from 30 s on, are common knowledge"},
    .event = {.subject = {.pointer = "/item_id"},
              .type = "/webhook_type+/webhook_code",
              .error = "/error/error_message"},
    .marks = {.header = "Plaid-Verification"},
    .samples = plaid_samples,
    .assumed = plaid_assumed,
    .gives_up = "the event is lost",
    .notes = plaid_notes};

}  // namespace hookctl::provider
