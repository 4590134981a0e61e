#include "mutate.h"

#include <algorithm>
#include <array>

namespace hookctl::fuzz {
namespace {

constexpr std::size_t longest = 8192;

/// Bytes that formats give a meaning to, and those at the edges.
constexpr char telling_bytes[] = "\0\x01\t\n\r \"#%&'()*+,-./0159:;<=>?@AZ[\\]_az{|}~\x7f\x80\x9b\xc2\xe2\xf4\xff";
constexpr std::string_view telling(telling_bytes, sizeof telling_bytes - 1);

constexpr std::array<std::string_view, 16> words{"\\u0000",
                                                 "\\ud83d\\ude00",
                                                 "\r\n\r\n",
                                                 "\r\n",
                                                 "00000000000000000000",
                                                 "18446744073709551616",
                                                 "-1",
                                                 "1e999",
                                                 "%00",
                                                 "whsec_",
                                                 "{}",
                                                 "[[[[[[[[",
                                                 "Transfer-Encoding: chunked\r\n",
                                                 "Content-Length: 0\r\n",
                                                 "\xe2\x80\xae",
                                                 "=="};

}  // namespace

std::string_view Mutator::piece_of(std::string_view text) {
  const auto start = below(text.size());
  return text.substr(start, 1 + below(std::min<std::size_t>(text.size() - start, 64)));
}

void Mutator::change(Bytes& input) {
  const auto at = below(input.size());
  switch (below(8)) {
    case 0:
      if (!input.empty()) input[at] = static_cast<char>(input[at] ^ 1 << below(8));
      return;
    case 1:
      if (!input.empty()) input[at] = telling[below(telling.size())];
      return;
    case 2:
      input.insert(at, 1, telling[below(telling.size())]);
      return;
    case 3:
      input.erase(at, 1 + below(input.size() / 4 + 1));
      return;
    case 4:
      input.insert(at, Bytes(piece_of(input)));
      return;
    case 5:
      input.insert(at, words[below(words.size())]);
      return;
    case 6:
      input.insert(at, piece_of(seeds_[below(seeds_.size())]));
      return;
    default:
      input.resize(at);
  }
}

Bytes Mutator::next() {
  Bytes input(seeds_[below(seeds_.size())]);
  for (auto changes = below(8); changes > 0; --changes) change(input);
  if (input.size() > longest) input.resize(longest);
  return input;
}

}  // namespace hookctl::fuzz
