#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "provider/provider.h"
#include "signature/sign.h"

namespace hookctl::forge {

/// What a correct receiver owes a forgery: a 4xx, a 2xx, either; or, where HTTP itself is broken, a 4xx, a 5xx or the
/// connection's end.
enum class Due { refuse, accept, informational, drop };

/// The answer that is due, as reports write it: `4xx`, `2xx`, `any`, `4xx, 5xx or close`.
std::string_view to_text(Due due);
/// The same for people: `must reject`, `must accept`, `informational`.
std::string_view words_of(Due due);

/// A delivery about to be signed, and what it takes to sign it wrongly on purpose.
struct Genuine {
  const provider::Provider& provider;
  const signature::Scheme& scheme;
  const signature::Keys& keys;
  const Request& request;  // body and headers; signature headers are replaced
  signature::Stamp stamp;
  Instant now;
  std::uint64_t seed = 0;                         // the same seed forges the same bytes
  std::optional<crypto::Secret> old_secret = {};  // one that was valid once and is no more
};

/// One forged request; `variant` tells several of one forgery apart.
struct Forged {
  Request request;
  std::string variant = {};
  std::optional<Due> due = {};  // where it is another than its row's: the scheme leaves it open
  Bytes raw = {};               // what goes out in place of the request, where HTTP would not have it so
};

/// How the requests of a forgery belong together: each a change of its own, or all of them the same event again, one
/// after the other or at once.
enum class Sequence { variants, repeats, at_once };

/// What a forgery made of a delivery: requests to send, or the reason why it does not apply to this scheme.
struct Made {
  std::vector<Forged> requests = {};
  std::string not_applicable = {};
  Sequence sequence = Sequence::variants;
};

/// A named change to a correctly signed request, with the answer that is due.
struct Forgery {
  std::string_view name;
  Due due;
  std::string_view says;                 // what was changed
  std::string (*unfit)(const Genuine&);  // why the change does not apply to a scheme; empty: it does
  Result<Made> (*change)(const Genuine&);
  bool explains_refusal = false;  // who refuses the control may accept this, which tells why
};

/// The correctly signed request: sent first and last, and if it is not accepted the run is void.
const Forgery& control();

/// Every forgery of a signed request, in the order they are sent.
std::vector<const Forgery*> forgeries();
/// The cases of HTTP's framing around one that is correctly signed.
std::vector<const Forgery*> framing_forgeries();

/// The forgeries of a list of names; `all` stands for every one of `forgeries`, `http` for those of the framing. An
/// unknown name is an error that says the nearest.
Result<std::vector<const Forgery*>> forgeries_named(std::string_view list);

/// The requests of a forgery, ready to be sent, each with the answer that is due. One whose change leaves the bytes of
/// the control as they are is left out, unless it must be accepted. An error when the delivery cannot be signed at all.
Result<Made> make(const Forgery& forgery, const Genuine& genuine);

}  // namespace hookctl::forge
