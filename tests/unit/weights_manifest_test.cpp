#include <catch2/catch.hpp>

#include "weights/manifest.hpp"

using namespace zscape;
using Catch::Contains;

namespace {

const ManifestEntry kEntry{.id = "vae",
                           .title = "Variational autoencoder",
                           .summary = "20 dimensions",
                           .role = ModelRole::generator,
                           .dataset = "mnist",
                           .file = "vae.safetensors",
                           .bytes = 1234,
                           .sha256 = std::string(64, 'a'),
                           .metrics = {{"loss", 101.5}}};

std::string refusal_of(ManifestEntry entry) {
  const auto parsed = parse_manifest(to_text({std::move(entry)}));
  REQUIRE_FALSE(parsed.ok());
  return parsed.error().message;
}

}  // namespace

TEST_CASE("models.json survives a round trip", "[weights]") {
  const auto back = parse_manifest(to_text({kEntry}));
  REQUIRE(back.ok());
  CHECK(*back == Manifest{kEntry});
}

TEST_CASE("models.json may only name files beside it", "[weights]") {
  for (const char* file : {"../vae", "/etc/passwd", "https://x/y", "", ".hidden", "a?b", "a%2fb"}) {
    ManifestEntry entry = kEntry;
    entry.file = file;
    CHECK_THAT(refusal_of(entry), Contains("should name a file beside models.json"));
  }
}

TEST_CASE("models.json that is wrong is refused by model", "[weights]") {
  ManifestEntry entry = kEntry;
  entry.sha256 = "abc";
  CHECK_THAT(refusal_of(entry), Contains("64 hexadecimal digits"));
  entry = kEntry;
  entry.bytes = 0;
  CHECK_THAT(refusal_of(entry), Contains("impossible size"));
  CHECK_THAT(parse_manifest(to_text({kEntry, kEntry})).error().message, Contains("listed twice"));
  CHECK_THAT(parse_manifest(R"({"models": []})").error().message, Contains("lists no model"));
  CHECK_THAT(parse_manifest(R"({"models": [3]})").error().message, Contains("expected an object"));
}
