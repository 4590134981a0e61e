#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"

/// Lossless JSON: values are slices of the document they came from, so number text, escapes and spacing survive.
namespace hookctl::json {

enum class Kind { null, boolean, number, string, array, object };

/// One value of a document: its kind and its exact bytes (quotes and brackets included). Valid as long as the document.
struct Token {
  Kind kind;
  ByteView raw;
};

/// How deeply arrays and objects may nest; deeper documents are refused, never recursed into.
inline constexpr int max_depth = 128;

/// Checks a whole document against RFC 8259 and yields its outermost value; names the byte offset of the first error.
Result<Token> parse(ByteView document);

/// The values at a JSON Pointer (RFC 6901) below a value; the segment `*` stands for every element of an array or
/// object. Of duplicate keys the last one counts.
std::vector<Token> find_all(const Token& root, std::string_view pointer);

/// The first of `find_all`.
std::optional<Token> find(const Token& root, std::string_view pointer);

/// A member of an object, its key's escapes resolved.
struct Member {
  std::string key;
  Token value;
};

/// The members of an object as they stand, equal keys apart; nothing of another value.
std::vector<Member> members(const Token& object);

/// A document that is an object, and its members.
struct Object {
  Token token;
  std::vector<Member> members;
};

/// Checks a whole document as `parse` does; nothing where it is no object.
std::optional<Object> parse_object(ByteView document);

/// The text of a string token with its escapes resolved (lone surrogates become U+FFFD), or the raw text of another
/// scalar.
Bytes text_of(const Token& token);

/// Appends `text` as a JSON string, quotes included. The text must be UTF-8; only `"`, `\` and C0 are escaped.
void append_string(std::string& out, ByteView text);

}  // namespace hookctl::json
