#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "signature/keys.h"
#include "signature/place.h"
#include "signature/scheme.h"

namespace hookctl::signature {

/// What fills the placeholders of an input.
struct Filling {
  const Source& source;
  std::string_view id;
  std::string_view timestamp;
  ByteView secret = {};  // for `{secret}`
  std::string_view webhook_id = {};
  std::string_view url = {};
};

/// Takes the parts of signed bytes, one after the other.
using Sink = std::function<void(ByteView part)>;

struct Placeholder;

/// A scheme's input with its placeholders set apart from the text between them.
class InputParts {
 public:
  /// Takes an input apart; names the first placeholder that is none, or has no end.
  static Result<InputParts> of(std::string_view input);

  /// Yields the signed bytes in parts. Fails when something that is signed is missing or ambiguous.
  Result<void> feed(const Filling& filling, const Sink& sink) const;

  /// The same, in one piece.
  Result<Bytes> gather(const Filling& filling) const;

  /// Whether the placeholder is among them: `header`.
  bool has(std::string_view name) const;

 private:
  struct Part {
    std::string_view text;  // of a placeholder, its argument
    const Placeholder* placeholder = nullptr;
  };
  std::vector<Part> parts_ = {};
};

/// Whether every placeholder of an input is one that can be filled; names the first that is not.
Result<void> check_input(std::string_view input);

/// The spellings of a request's URL that a correct receiver accepts, the usual one first, where an input has the URL;
/// else a single empty one.
std::vector<std::string> signed_urls(const Scheme& scheme, const InputParts& input, const Request& request);

/// The bytes a scheme signs: its input with every placeholder filled. Several where a URL has more than one
/// spelling. Fails when something that is signed is missing or ambiguous.
Result<std::vector<Bytes>> signed_forms(const Scheme& scheme, Filling filling);

/// The first of `signed_forms`.
Result<Bytes> signed_bytes(const Scheme& scheme, const Filling& filling);

}  // namespace hookctl::signature
