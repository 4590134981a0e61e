#include <fmt/format.h>

#include <array>

#include "forge/groups.h"
#include "forge/seal.h"
#include "forge/throwaway_key.h"
#include "forge/unfit.h"

/// Several signatures in one header.
namespace hookctl::forge {
namespace {

/// Where the right signature stands among wrong ones.
enum class Right { first, last, nowhere };

/// Entries of as many wrong signatures, of the right length, and the right one.
std::vector<std::string> entries_of(const Genuine& genuine, const std::string& right, std::size_t wrong, Right where) {
  const auto& scheme = genuine.scheme;
  const auto size = raw_signature(scheme, right).size();
  std::vector<std::string> entries;
  if (where == Right::first) entries.push_back(entry(scheme, right));
  for (std::size_t i = 0; i < wrong; ++i) {
    const auto bytes = seeded_bytes(genuine.seed, fmt::format("wrong signature {}", i), size);
    entries.push_back(entry(scheme, spelled(scheme, "", bytes)));
  }
  if (where == Right::last) entries.push_back(entry(scheme, right));
  return entries;
}

Result<Made> several(const Genuine& genuine, std::size_t wrong, Right where) {
  auto sealed = seal(genuine);
  if (!sealed) return sealed.error();
  const auto entries = entries_of(genuine, sealed->signatures.front(), wrong, where);
  return only(with_entries(genuine, std::move(sealed->request), entries));
}

Result<Made> second(const Genuine& genuine) { return several(genuine, 1, Right::last); }
Result<Made> first(const Genuine& genuine) { return several(genuine, 1, Right::first); }
Result<Made> tenth(const Genuine& genuine) { return several(genuine, 9, Right::last); }
Result<Made> hundredth(const Genuine& genuine) { return several(genuine, 100, Right::last); }
Result<Made> none(const Genuine& genuine) { return several(genuine, 10'000, Right::nowhere); }

/// White space around and between the entries; `*` stands for a wrong one, `+` for the right one.
struct Spaced {
  std::string_view name;
  std::string_view value;
};

constexpr std::array spaces{Spaced{"double", "*  +"}, Spaced{"leading", " * +"}, Spaced{"trailing", "* + "}};
constexpr std::array separators{Spaced{"comma", "*,+"}, Spaced{"tab", "*\t+"}, Spaced{"junk", "+,junk"}};

template <typename Rows>
Result<Made> spaced(const Genuine& genuine, const Rows& rows) {
  const auto sealed = seal(genuine);
  if (!sealed) return sealed.error();
  const auto entries = entries_of(genuine, sealed->signatures.front(), 1, Right::last);
  return each(rows, [&](const Spaced& row) {
    std::string value;
    for (const char c : row.value) value += c == '*' ? entries[0] : c == '+' ? entries[1] : std::string(1, c);
    return with_value(sealed->request, genuine.scheme.signature, value);
  });
}

Result<Made> white_space(const Genuine& genuine) { return spaced(genuine, spaces); }
Result<Made> separator(const Genuine& genuine) { return spaced(genuine, separators); }

constexpr std::array rows{
    Forgery{"rotation-second", Due::accept, "a wrong signature before the right one", unfit::unless_list, second},
    Forgery{"rotation-first", Due::accept, "a wrong signature behind the right one", unfit::unless_list, first},
    Forgery{"nine-wrong-one-right", Due::accept, "nine wrong signatures before the right one", unfit::unless_list,
            tenth},
    Forgery{"hundred-wrong-one-right", Due::informational, "a hundred wrong signatures before the right one",
            unfit::unless_list, hundredth},
    Forgery{"ten-thousand-wrong", Due::informational, "ten thousand wrong signatures", unfit::unless_list, none},
    Forgery{"list-whitespace", Due::accept, "more spaces than one between and around signatures",
            unfit::unless_spaced_list, white_space},
    Forgery{"list-separator", Due::informational, "a comma or a tab between signatures", unfit::unless_spaced_list,
            separator},
};

}  // namespace

std::span<const Forgery> list_forgeries() { return rows; }

}  // namespace hookctl::forge
