#include <catch2/catch.hpp>

#include "refusal.hpp"
#include "weights/manifest.hpp"

using namespace zscape;
using namespace zscape::testing;
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
                           .first = FirstPart{1000, std::string(64, 'e')},
                           .metrics = {{"loss", 101.5}},
                           .codes = ListedFile{"vae.codes.safetensors", 70, std::string(64, 'b')}};

const ListedDataset kDataset{"mnist", {"mnist.digits.safetensors", 80, std::string(64, 'c')}};

std::string entry_refusal(ManifestEntry entry) { return refusal_of(parse_manifest(to_text({.models = {std::move(entry)}}))); }

}  // namespace

TEST_CASE("models.json survives a round trip", "[weights]") {
  const Manifest manifest{.models = {kEntry},
                          .datasets = {kDataset},
                          .thumbnails = ListedFile{"models.thumbnails.safetensors", 90, std::string(64, 'd')}};
  const auto back = parse_manifest(to_text(manifest));
  REQUIRE(back.ok());
  CHECK(*back == manifest);
}

TEST_CASE("a models.json from before first parts, codes and digits is read as having none", "[weights]") {
  const auto old = parse_manifest(R"({"models": [{"id": "vae", "title": "", "summary": "", "role": "generator", "dataset": "mnist",
      "file": "vae.safetensors", "bytes": 1, "sha256": ")" +
                                  std::string(64, 'a') + R"(", "metrics": {}}]})");
  REQUIRE(old.ok());
  CHECK_FALSE(old->models.at(0).codes);
  CHECK_FALSE(old->models.at(0).first);
  CHECK(old->datasets.empty());
  CHECK_FALSE(old->thumbnails);
}

TEST_CASE("models.json may only name files beside it", "[weights]") {
  for (const char* file : {"../vae", "/etc/passwd", "https://x/y", "", ".hidden", "a?b", "a%2fb"}) {
    ManifestEntry entry = kEntry;
    entry.file = file;
    CHECK_THAT(entry_refusal(entry), Contains("\"vae\" should name a file beside models.json"));
    entry = kEntry;
    entry.codes->file = file;
    CHECK_THAT(entry_refusal(entry), Contains("the codes of \"vae\" should name a file beside models.json"));
    ListedDataset dataset = kDataset;
    dataset.digits.file = file;
    CHECK_THAT(parse_manifest(to_text({.models = {kEntry}, .datasets = {dataset}})).error().message,
               Contains("the data set \"mnist\" should name a file beside models.json"));
    CHECK_THAT(
        parse_manifest(to_text({.models = {kEntry}, .thumbnails = ListedFile{file, 90, std::string(64, 'd')}})).error().message,
        Contains("the list of thumbnails should name a file beside models.json"));
  }
}

TEST_CASE("a first part that is none of its file is refused", "[weights]") {
  for (const std::int64_t bytes : {0, -1}) {
    ManifestEntry entry = kEntry;
    entry.first->bytes = bytes;
    CHECK_THAT(entry_refusal(entry),
               Contains("the first part of \"vae\" has an impossible size: " + std::to_string(bytes) + " bytes"));
  }
  for (const std::int64_t bytes : {kEntry.bytes, kEntry.bytes + 1}) {
    ManifestEntry entry = kEntry;
    entry.first->bytes = bytes;
    CHECK_THAT(entry_refusal(entry),
               Contains("the first part of \"vae\" should be shorter than its file of 1234 bytes, found " + std::to_string(bytes)));
  }
  ManifestEntry entry = kEntry;
  entry.first->sha256 = "abc";
  CHECK_THAT(entry_refusal(entry),
             Contains("the first part of \"vae\" should have 64 hexadecimal digits of SHA-256, found \"abc\""));
  std::string text = to_text({.models = {kEntry}});
  text.replace(text.find("1000"), 4, "\"10\"");
  CHECK_THAT(refusal_of(parse_manifest(text)), Contains("\"bytes\" should be an integer"));
}

TEST_CASE("models.json that is wrong is refused by model", "[weights]") {
  ManifestEntry entry = kEntry;
  entry.sha256 = "abc";
  CHECK_THAT(entry_refusal(entry), Contains("64 hexadecimal digits"));
  entry = kEntry;
  entry.bytes = 0;
  CHECK_THAT(entry_refusal(entry), Contains("impossible size"));
  entry = kEntry;
  entry.codes->sha256 = std::string(64, 'A');
  CHECK_THAT(entry_refusal(entry), Contains("the codes of \"vae\" should have 64 hexadecimal digits"));
  CHECK_THAT(parse_manifest(to_text({.models = {kEntry, kEntry}})).error().message, Contains("\"vae\" is listed twice"));
  CHECK_THAT(parse_manifest(to_text({.models = {kEntry}, .datasets = {kDataset, kDataset}})).error().message,
             Contains("\"mnist\" is listed twice"));
  CHECK_THAT(parse_manifest(R"({"models": []})").error().message, Contains("lists no model"));
  CHECK_THAT(parse_manifest(R"({"models": [3]})").error().message, Contains("expected an object"));
}
