#include "inspector/signed_input.h"

#include <algorithm>
#include <variant>

#include "signature/input.h"
#include "signature/received.h"
#include "signature/url.h"

namespace hookctl::inspector {
namespace {

/// `{ts}.{body}` as `{ts}`, `.`, `{body}`.
std::vector<std::string_view> pieces_of(std::string_view input) {
  std::vector<std::string_view> pieces;
  while (!input.empty()) {
    const auto end = input.front() == '{' ? input.find('}') : input.find('{');
    const auto size = end == input.npos ? input.size() : end + (input.front() == '{' ? 1 : 0);
    pieces.push_back(input.substr(0, size));
    input.remove_prefix(size);
  }
  return pieces;
}

}  // namespace

Result<std::vector<InputPart>> signed_input(const signature::Scheme& scheme, const signature::Keys& keys,
                                            const Request& request) {
  const signature::Source source(request);
  const auto read = signature::read_received(scheme, source);
  if (const auto* failed = std::get_if<signature::Verdict>(&read)) return Error{failed->detail};
  const auto& received = std::get<signature::Received>(read);
  const auto url = signature::url_of(request);
  const auto forms = signature::url_forms(scheme.url, url);
  const signature::Filling filling{.source = source,
                                   .id = received.id,
                                   .timestamp = received.timestamp,
                                   .webhook_id = keys.webhook_id,
                                   .url = forms.empty() ? url : forms.front()};
  std::vector<InputPart> parts;
  for (const auto piece : pieces_of(scheme.input)) {
    InputPart part{.name = piece.starts_with('{') ? std::string(piece) : "", .is_hidden = piece == "{secret}"};
    const auto one = signature::InputParts::of(piece);
    if (!one) return one.error();
    if (!part.is_hidden) {
      const auto fed = one->feed(filling, [&](ByteView bytes) { part.bytes += bytes; });
      if (!fed) return fed.error();
    }
    parts.push_back(std::move(part));
  }
  return parts;
}

}  // namespace hookctl::inspector
