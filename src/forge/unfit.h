#pragma once

#include <string>

#include "forge/forgery.h"

/// Why a forgery does not apply to a scheme, in one sentence; empty where it does. The column `unfit` of the tables.
namespace hookctl::forge::unfit {

std::string never(const Genuine& genuine);
std::string unless_secret(const Genuine& genuine);    // a MAC or hash by a shared secret
std::string unless_key_pair(const Genuine& genuine);  // a private key signs
std::string unless_ed25519(const Genuine& genuine);
std::string unless_signature(const Genuine& genuine);  // more than a static token
std::string unless_encoded(const Genuine& genuine);    // a signature in hex or base64
std::string unless_hex(const Genuine& genuine);
std::string unless_in_header(const Genuine& genuine);  // the signature
std::string unless_time_signed(const Genuine& genuine);
std::string unless_time_in_place(const Genuine& genuine);   // a header or a member of its own
std::string unless_time_in_header(const Genuine& genuine);  // a header of its own
std::string unless_seconds(const Genuine& genuine);         // the time, signed
std::string unless_too_old(const Genuine& genuine);         // the scheme refuses what is too old
std::string unless_too_new(const Genuine& genuine);
std::string unless_id(const Genuine& genuine);
std::string unless_id_in_header(const Genuine& genuine);
std::string unless_id_signed(const Genuine& genuine);
std::string unless_prefix(const Genuine& genuine);
std::string unless_version(const Genuine& genuine);  // `v1,`, `v0=`, `h1=`
std::string unless_word(const Genuine& genuine);     // a prefix such as `sha256=`
std::string unless_list(const Genuine& genuine);     // room for several signatures
std::string unless_spaced_list(const Genuine& genuine);
std::string unless_fields(const Genuine& genuine);
std::string unless_time_field(const Genuine& genuine);
std::string unless_standard(const Genuine& genuine);  // Standard Webhooks: `v1,` or `v1a,`
std::string unless_form(const Genuine& genuine);
std::string unless_other_secret(const Genuine& genuine);
std::string unless_old_secret(const Genuine& genuine);

}  // namespace hookctl::forge::unfit
