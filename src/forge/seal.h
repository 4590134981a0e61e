#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "forge/forgery.h"

/// What forgeries are made of: a delivery signed, its signature taken off, changed and put back.
namespace hookctl::forge {

/// The delivery signed as it should be, or with one thing in its place: another request, stamp or set of keys.
Result<Request> sign(const Genuine& genuine);
Result<Request> sign(const Genuine& genuine, const Request& request);
Result<Request> sign(const Genuine& genuine, const signature::Stamp& stamp);
Result<Request> sign(const Genuine& genuine, const signature::Keys& keys);

/// A signed delivery with its signatures beside it, each as the scheme spells it, without prefix: `ab12…`.
struct Sealed {
  Request request;
  std::vector<std::string> signatures;
};

Result<Sealed> seal(const Genuine& genuine);

/// The same, signed by HMAC or hash with these key bytes, whatever the secret's form.
Result<Sealed> seal_with_key(const Genuine& genuine, const Bytes& key);

/// A signature behind what names it: `v1,ab12`, `v1=ab12`, `sha256=ab12`; also behind another name.
std::string entry(const signature::Scheme& scheme, std::string_view signature);
std::string entry_labelled(const signature::Scheme& scheme, std::string_view label, std::string_view signature);

/// What names a signature of a scheme, without what follows it: `v1` of `v1,` and of `v1=`, `sha256` of `sha256=`.
std::string_view label_of(const signature::Scheme& scheme);

/// Entries in one value, behind the time where the scheme has it there: `t=17…,v1=ab12`.
std::string joined(const Genuine& genuine, const std::vector<std::string>& entries);

/// The request with a value in a place: a header, or a member of the body.
Result<Request> with_value(Request request, const signature::Place& place, const std::string& value);

/// The request without what is in a place; a member of the body becomes null.
Result<Request> without(Request request, const signature::Place& place);

/// The request with these entries as its signature.
Result<Request> with_entries(const Genuine& genuine, Request request, const std::vector<std::string>& entries);

/// The raw bytes of a signature that the scheme spells so, and back. Of a JWT they are those of its last part, of a
/// token its text.
Bytes raw_signature(const signature::Scheme& scheme, std::string_view signature);
std::string spelled(const signature::Scheme& scheme, std::string_view old, ByteView raw);

/// A request with another body, and the length that belongs to it.
Request with_body(Request request, Bytes body);

/// Whether a receiver that checks the signature can tell one body from another.
bool sees(const Genuine& genuine, const Bytes& before, const Bytes& after);

/// Made of nothing but a request, or of one for each variant that gave one.
Made made(Request request);

/// One request for each row of a table: `row.name` is its variant. Rows that cannot be made are left out; when none
/// can, the first reason is given.
template <typename Rows, typename Make>
Result<Made> each(const Rows& rows, Make make) {
  Made all;
  std::string problem;
  for (const auto& row : rows) {
    Result<Request> request = make(row);
    if (request) {
      all.requests.push_back({*std::move(request), std::string(row.name)});
    } else if (problem.empty()) {
      problem = request.error().message;
    }
  }
  if (all.requests.empty()) all.not_applicable = problem;
  return all;
}

/// The one request of a forgery.
Result<Made> only(Result<Request> request);

}  // namespace hookctl::forge
