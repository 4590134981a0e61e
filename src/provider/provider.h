#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "retry/schedule.h"
#include "signature/scheme.h"
#include "webhook/event.h"

namespace hookctl::provider {

using signature::Place;

/// What a provider's status word means.
struct StatusWord {
  std::string_view word;
  Status status;
};

/// Where the normalised event is read from. A path names a member of the body, `/error`, or a header, `X-Event-Key`; of
/// several, `/error|/payload_error`, the first that is there counts. An id of several places joins their values with
/// `:`; without places it is the body's SHA-256.
struct EventPaths {
  std::span<const Place> id = {};
  Place subject = {};
  std::string_view type = {};  // of several paths, `X-GitHub-Event+/action`, joins what is there: `issues.opened`
  std::string_view status = {};
  std::span<const StatusWord> statuses = {};
  std::span<const std::string_view> outputs = {};  // URLs; a `content_type` beside one is taken along
  std::string_view error = {};
  std::string_view message = {};  // a text to every status: the error of those that did not succeed
  std::string_view occurred_at = {};
};

/// How a delivery is recognised: by a header, the start of its value, members of its JSON body, and further headers or
/// members with the start of their values. All must fit. The member `` is the body itself, which must be JSON.
struct Marks {
  std::string_view header = {};
  std::string_view value_prefix = {};
  std::span<const std::string_view> members = {};  // pointers that must exist
  std::span<const signature::Condition> also = {};
};

/// A delivery as the provider would send it: `success`, `failure`, `moderated`.
struct Sample {
  std::string_view name;
  std::string_view body;
};

/// An answer that means something of its own to a provider: `410`, `disables the endpoint`.
struct SpecialAnswer {
  std::string_view answer;  // a status, a class of them, or a header: `410`, `3xx`, `Retry-After`
  std::string_view meaning;
};

/// A header every delivery of a provider has, with a value to simulate it by.
struct SampleHeader {
  std::string_view name;
  std::string_view value;
};

/// One outside service that sends webhooks: everything hookctl knows about it, as data.
struct Provider {
  std::string_view name;
  std::string_view title;
  std::string_view docs;  // the page the row was written from
  std::span<const signature::Scheme> schemes = {};
  retry::Schedule retries = {};
  EventPaths event = {};
  Marks marks = {};
  std::span<const Marks> other_marks = {};     // further ways to recognise the same provider
  std::span<const SampleHeader> headers = {};  // further headers of each delivery, with sample values
  std::span<const Sample> samples = {};
  std::string_view content_type = "application/json";
  std::span<const SpecialAnswer> special = {};
  std::optional<Millis> outputs_live = {};         // how long the URLs of outputs work, where it is documented
  std::string_view handshake = {};                 // how the provider tests a new endpoint; empty: it does not
  std::span<const std::string_view> assumed = {};  // parts of the row that no page says: `statuses`, `samples`
  std::string_view gives_up = {};                  // what the provider does when no attempt succeeded
  std::span<const std::string_view> notes = {};
  std::string_view defined_in = {};  // where a user's row stands: `hookctl.json:3`; empty: hookctl's own
  /// How a request names the endpoint: `?webhook={url}`, where the URL is escaped, or `"webhook_url": "{url}"`. Empty:
  /// it is configured at the provider, or no page says how.
  std::string_view endpoint_given = {};
};

}  // namespace hookctl::provider
