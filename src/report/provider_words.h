#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "provider/provider.h"
#include "signature/scheme.h"

/// How the parts of a catalogue row are named, for people and for machines alike.
namespace hookctl::report {

std::string_view algorithm_word(const signature::Scheme& scheme);
std::string_view encoding_word(const signature::Scheme& scheme);

/// How a secret becomes a key: `the text after whsec_, not decoded`.
std::string_view key_words(signature::KeyRule rule);

/// A path of an event in words: `X-GitHub-Event + body /action`, `body /error or body /payload_error`.
std::string path_text(std::string_view paths);

/// A header's name, or `body /data/id`.
std::string place_text(const signature::Place& place);

/// Where the timestamp stands, how it is written and how far it may be off; nothing for a scheme without one.
std::string timestamp_text(const signature::Scheme& scheme);

/// What an answer of this status means to a provider, where its row says it: `disables the endpoint`.
std::string_view meaning_of(const provider::Provider& provider, int status);

}  // namespace hookctl::report
