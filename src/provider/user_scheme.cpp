#include "provider/user_scheme.h"

#include <fmt/format.h>

#include "base/text.h"
#include "provider/row_members.h"
#include "signature/input.h"
#include "signature/scheme_words.h"

namespace hookctl::provider {
namespace {

using signature::Algorithm;
using signature::Encoding;
using signature::KeyRule;
using signature::Layout;
using signature::TimeUnit;
using signature::Word;

/// How users' rows call what hookctl has shorter words for.
constexpr std::array other_algorithms{Word{"equals", Algorithm::token},
                                      Word{"ecdsa-p256-sha256", Algorithm::ecdsa_p256},
                                      Word{"rsa-pkcs1v15-sha1", Algorithm::rsa_sha1},
                                      Word{"rsa-pkcs1v15-sha256", Algorithm::rsa_sha256},
                                      Word{"es256-jwt", Algorithm::jwt_es256},
                                      Word{"rs256-jwt", Algorithm::jwt_rs256}};
constexpr std::array encodings{Word{"hex", Encoding::hex}, Word{"base64", Encoding::base64},
                               Word{"base64 DER", Encoding::base64}, Word{"jwt", Encoding::base64},
                               Word{"text", Encoding::hex}};
constexpr std::array layouts{Word{"plain", Layout::single}, Word{"prefix", Layout::single},
                             Word{"space_list", Layout::list}, Word{"csv_kv", Layout::fields}};
constexpr std::array keys{Word{"utf8", KeyRule::text},
                          Word{"text", KeyRule::text},
                          Word{"after-prefix", KeyRule::text_after_prefix},
                          Word{"base64", KeyRule::base64_after_prefix},
                          Word{"base64-if-prefixed", KeyRule::base64_if_prefixed},
                          Word{"strip whsec_ if present, then base64-decode", KeyRule::base64_after_prefix}};
constexpr std::array units{Word{"s", TimeUnit::seconds}, Word{"ms", TimeUnit::millis}, Word{"iso8601", TimeUnit::iso},
                           Word{"iso", TimeUnit::iso}};

Error unknown_word(const RowValue& value, std::string_view word, std::span<const std::string_view> known) {
  return value.wrong(fmt::format("unknown word '{}'", escape_for_terminal(word)), did_you_mean(word, known));
}

template <typename Words, typename Target>
Result<void> set_word(const Words& words, const RowValue& value, Target& target) {
  if (value.is_null()) return {};
  const auto word = value.text();
  if (!word) return word.error();
  const auto found = signature::value_of(words, *word);
  if (!found) return unknown_word(value, *word, signature::words_of(words));
  target = *found;
  return {};
}

Result<void> set_algorithm(const RowValue& value, Algorithm& target) {
  const auto word = value.text();
  if (!word) return word.error();
  auto found = signature::algorithm_named(*word);
  if (!found) found = signature::value_of(other_algorithms, *word);
  if (!found) return unknown_word(value, *word, signature::algorithm_names());
  target = *found;
  return {};
}

Result<void> set_allowed(const RowValue& value, std::optional<Seconds>& target) {
  target.reset();
  if (value.is_null()) return {};
  const auto seconds = value.number();
  if (!seconds) return seconds.error();
  target = Seconds{static_cast<Seconds::rep>(*seconds)};
  return {};
}

}  // namespace

std::string pointer_of(std::string_view path) {
  if (path.starts_with('/')) return std::string(path);
  std::string pointer;
  for (auto part : split(path, '.')) {
    const bool every = part.ends_with("[]");
    if (every) part.remove_suffix(2);
    if (!part.empty()) pointer.append("/").append(part);
    if (every) pointer += "/*";
  }
  return pointer;
}

std::string event_path_of(std::string_view text) {
  constexpr std::string_view in_header = "header ", in_body = "json ";
  std::string path;
  for (auto part : split(text, '+')) {
    part = trim(part);
    if (!path.empty()) path += '+';
    const bool header = part.starts_with(in_header);
    if (header || part.starts_with(in_body)) part = trim(part.substr(part.find(' ')));
    path += header ? std::string(part) : pointer_of(part);
  }
  return path;
}

/// What the members of `headers` and `scheme` do.
struct UserScheme::Members {
  using Table = std::span<const RowMember<UserScheme>>;

  static Result<void> signature(UserScheme& draft, const RowValue& value) {
    return set_text(*draft.store_, value, draft.scheme_.signature.header);
  }
  static Result<void> timestamp(UserScheme& draft, const RowValue& value) {
    return set_text(*draft.store_, value, draft.timestamp_header_);
  }
  static Result<void> id(UserScheme& draft, const RowValue& value) {
    return set_text(*draft.store_, value, draft.id_header_);
  }

  static Result<void> algorithm(UserScheme& draft, const RowValue& value) {
    draft.signs_ = !value.is_null();
    return draft.signs_ ? set_algorithm(value, draft.scheme_.algorithm) : Result<void>{};
  }
  static Result<void> signed_input(UserScheme& draft, const RowValue& value) {
    if (auto set = set_text(*draft.store_, value, draft.scheme_.input); !set) return set;
    const auto sound = signature::check_input(draft.scheme_.input);
    return sound ? Result<void>{} : value.wrong(sound.error().message, sound.error().hint);
  }
  static Result<void> prefix(UserScheme& draft, const RowValue& value) {
    return set_text(*draft.store_, value, draft.scheme_.prefix);
  }
  static Result<void> layout(UserScheme& draft, const RowValue& value) {
    auto set = set_word(layouts, value, draft.scheme_.layout);
    if (set && draft.scheme_.layout == Layout::fields && draft.scheme_.separator == ' ') draft.scheme_.separator = ',';
    return set;
  }
  static Result<void> delimiter(UserScheme& draft, const RowValue& value) {
    std::string_view text;
    if (auto set = set_text(*draft.store_, value, text); !set) return set;
    if (text.size() != 1) return value.wrong("one character is expected");
    draft.scheme_.separator = text.front();
    return {};
  }
  static Result<void> signature_fields(UserScheme& draft, const RowValue& value) {
    const auto names = value.texts();
    if (!names) return names.error();
    if (names->size() != 1) return value.wrong("one field is expected", R"(write ["v1"])");
    draft.scheme_.field = draft.store_->keep(names->front());
    return {};
  }
  static Result<void> timestamp_field(UserScheme& draft, const RowValue& value) {
    return set_text(*draft.store_, value, draft.scheme_.timestamp_field);
  }
  static Result<void> timestamp_source(UserScheme& draft, const RowValue& value) {
    constexpr std::string_view in_field = "signature field ", in_body = "json ";
    if (value.is_null()) return {};
    const auto text = value.text();
    if (!text) return text.error();
    if (text->starts_with(in_field)) {
      draft.scheme_.timestamp_field = draft.store_->keep(text->substr(in_field.size()));
    } else if (text->starts_with(in_body)) {
      draft.scheme_.timestamp.pointer = draft.store_->keep(pointer_of(text->substr(in_body.size())));
    } else if (*text != "header") {
      return value.wrong("unknown source of the timestamp", "known: header, signature field NAME, json PATH");
    }
    return {};
  }

  static Result<void> name(UserScheme& draft, const RowValue& value) {
    return set_text(*draft.store_, value, draft.scheme_.name);
  }
  static Result<void> only_if(UserScheme& draft, const RowValue& value) {
    auto& [place, start] = draft.scheme_.only_if;
    const auto texts = value.texts();
    if (!texts) return texts.error();
    if (texts->size() != 2) {
      return value.wrong("a header and the start of its value are expected", R"(write ["X-Signature-Version", "v2"])");
    }
    place.header = draft.store_->keep(texts->front());
    start = draft.store_->keep(texts->back());
    return {};
  }

  static constexpr std::array headers{
      RowMember<UserScheme>{"signature", signature},
      RowMember<UserScheme>{"timestamp", timestamp},
      RowMember<UserScheme>{"id", id},
      RowMember<UserScheme>{"event_type",
                            [](UserScheme& draft, const RowValue& value) {
                              return set_text(*draft.store_, value, draft.event_type_header_);
                            }},
      RowMember<UserScheme>{"other", passed_over<UserScheme>},
  };
  static constexpr std::array scheme{
      RowMember<UserScheme>{"name", name},
      RowMember<UserScheme>{"headers",
                            [](UserScheme& draft, const RowValue& value) { return draft.read_headers(value); }},
      RowMember<UserScheme>{"only_if", only_if},
      RowMember<UserScheme>{"algorithm", algorithm},
      RowMember<UserScheme>{
          "encoding",
          [](UserScheme& draft, const RowValue& value) { return set_word(encodings, value, draft.scheme_.encoding); }},
      RowMember<UserScheme>{"header_format", layout},
      RowMember<UserScheme>{"prefix", prefix},
      RowMember<UserScheme>{"signed", signed_input},
      RowMember<UserScheme>{
          "key", [](UserScheme& draft, const RowValue& value) { return set_word(keys, value, draft.scheme_.key); }},
      RowMember<UserScheme>{
          "ts_unit",
          [](UserScheme& draft, const RowValue& value) { return set_word(units, value, draft.scheme_.unit); }},
      RowMember<UserScheme>{"ts_source", timestamp_source},
      RowMember<UserScheme>{"ts_key", timestamp_field},
      RowMember<UserScheme>{"sig_keys", signature_fields},
      RowMember<UserScheme>{"delimiter", delimiter},
      RowMember<UserScheme>{
          "tolerance_past_s",
          [](UserScheme& draft, const RowValue& value) { return set_allowed(value, draft.scheme_.tolerance.past); }},
      RowMember<UserScheme>{
          "tolerance_future_s",
          [](UserScheme& draft, const RowValue& value) { return set_allowed(value, draft.scheme_.tolerance.future); }},
      RowMember<UserScheme>{"tolerance_documented", passed_over<UserScheme>},
      RowMember<UserScheme>{"multiple_signatures", passed_over<UserScheme>},
      RowMember<UserScheme>{"covers", passed_over<UserScheme>},
      RowMember<UserScheme>{"ignore_keys", passed_over<UserScheme>},
      RowMember<UserScheme>{"alt_versions", passed_over<UserScheme>},
  };
};

Result<void> UserScheme::read_headers(const RowValue& headers) {
  mentioned_ = true;
  return read_members<UserScheme>(*this, headers, Members::headers);
}

Result<void> UserScheme::read_scheme(const RowValue& scheme) {
  mentioned_ = true;
  signs_ = true;
  return read_members<UserScheme>(*this, scheme, Members::scheme);
}

Result<std::optional<signature::Scheme>> UserScheme::finish(const RowValue& row) const {
  if (!signs_) return std::optional<signature::Scheme>{};
  auto scheme = scheme_;
  const bool signs_id = scheme.input.find("{id}") != scheme.input.npos;
  const bool signs_time = scheme.input.find("{ts}") != scheme.input.npos;
  const bool has_time = !scheme.timestamp.empty() || !scheme.timestamp_field.empty();
  if (signs_id) scheme.id.header = id_header_;
  if (!has_time) scheme.timestamp.header = timestamp_header_;
  if (scheme.signature.empty()) return row.wrong("headers.signature is missing", "name the header that carries it");
  if (signs_id && scheme.id.empty()) return row.wrong("scheme.signed has {id}, and headers.id is missing");
  if (signs_time && !has_time && timestamp_header_.empty()) {
    return row.wrong("scheme.signed has {ts}, and headers.timestamp is missing",
                     R"(or say "ts_source": "signature field t")");
  }
  if (scheme.layout == Layout::fields && scheme.field.empty()) {
    return row.wrong("header_format csv_kv needs scheme.sig_keys", R"(write "sig_keys": ["v1"])");
  }
  return std::optional(scheme);
}

}  // namespace hookctl::provider
