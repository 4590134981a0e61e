#include <doctest/doctest.h>

#include "flow/conceal.h"

using namespace hookctl;

TEST_CASE("conceal: secrets of every provider are taken out of a text, wherever they stand") {
  flow::Keyring keys;
  keys.common.secrets.emplace_back("s3cret");
  keys.by_provider["bfl"].secrets.emplace_back("other");
  CHECK(flow::concealed("s3crets3cret, another: other", keys) == "******, an***: ***");
  CHECK(flow::concealed("nothing", keys) == "nothing");
}
