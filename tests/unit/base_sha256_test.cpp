#include <catch2/catch.hpp>
#include <string>

#include "base/sha256.hpp"

using namespace zscape;

namespace {
std::string hash(const std::string& text) { return sha256_hex(std::as_bytes(std::span(text))); }
}  // namespace

TEST_CASE("SHA-256 agrees with the examples of FIPS 180-4", "[base]") {
  CHECK(hash("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(hash("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(hash("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  CHECK(hash(std::string(1'000'000, 'a')) == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("another SHA-256 than the expected one is refused with both", "[base]") {
  const std::string text = "abc";
  const auto bytes = std::as_bytes(std::span(text));
  CHECK(expect_sha256(bytes, hash("abc")).ok());
  const auto refused = expect_sha256(bytes, hash(""));
  REQUIRE_FALSE(refused.ok());
  CHECK(refused.error().code == ErrorCode::mismatch);
  CHECK(refused.error().message == "expected SHA-256 " + hash("") + ", found SHA-256 " + hash("abc"));
  CHECK(sha256_mismatch("", "12") == "expected none, found SHA-256 12");
}

TEST_CASE("SHA-256 does not depend on how its input is cut", "[base]") {
  const std::string text(200, 'z');
  for (std::size_t cut = 0; cut <= text.size(); ++cut) {
    const auto bytes = std::as_bytes(std::span(text));
    CHECK(Sha256().update(bytes.first(cut)).update(bytes.subspan(cut)).hex() == hash(text));
  }
}
