#include <doctest/doctest.h>

#include "crypto/encoding.h"

using namespace hookctl;

TEST_CASE("base64: RFC 4648 §10 vectors, both ways") {
  constexpr std::pair<ByteView, std::string_view> vectors[] = {
      {"", ""},
      {"f", "Zg=="},
      {"fo", "Zm8="},
      {"foo", "Zm9v"},
      {"foob", "Zm9vYg=="},
      {"fooba", "Zm9vYmE="},
      {"foobar", "Zm9vYmFy"},
  };
  for (const auto& [bytes, text] : vectors) {
    CAPTURE(text);
    CHECK(crypto::to_base64(bytes) == text);
    CHECK(crypto::from_base64(text) == Bytes(bytes));
  }
}

TEST_CASE("base64: anything but the one canonical spelling is refused") {
  for (const auto text :
       {"Zg", "Zg=", "Zg===", "Zh==", "Zm9=", "Zm 9v", "Zm9v\n", " Zm9v", "Zg==Zg==", "Z-_v", "!!!!", "===="}) {
    CAPTURE(text);
    CHECK_FALSE(crypto::from_base64(text));
  }
}

TEST_CASE("base64url: with and without padding, never the standard alphabet's + and /") {
  CHECK(crypto::to_base64url("\xfb\xff") == "-_8");
  CHECK(crypto::from_base64url("-_8") == Bytes("\xfb\xff"));
  CHECK(crypto::from_base64url("-_8=") == Bytes("\xfb\xff"));
  CHECK_FALSE(crypto::from_base64url("+/8"));
  CHECK_FALSE(crypto::from_base64url("-_8=="));
}

TEST_CASE("hex: either case in, lower case out, nothing half-read") {
  CHECK(crypto::to_hex("\x01\xab") == "01ab");
  CHECK(crypto::from_hex("01aB") == Bytes("\x01\xab"));
  CHECK_FALSE(crypto::from_hex("01a"));
  CHECK_FALSE(crypto::from_hex("0x01"));
}

TEST_CASE("hex: goes to the end of a text, and comes back in either case") {
  std::string text = "sha256=";
  crypto::append_hex(text, Bytes("\x00\x9a\xff", 3));
  CHECK(text == "sha256=009aff");
  CHECK(crypto::from_hex("009aFf") == Bytes("\x00\x9a\xff", 3));
  for (const auto stranger : {"0", "0g", "0G", "0/", "0:", "0@", "0`", "0 ", "\xb0\xb1"}) {
    CAPTURE(stranger);
    CHECK_FALSE(crypto::from_hex(stranger));
  }
}
