#include <catch2/catch.hpp>

#include "base/file.hpp"
#include "data/idx.hpp"
#include "refusal.hpp"

using namespace zscape;
using namespace zscape::testing;
using Catch::Contains;

namespace {

Bytes idx(std::initializer_list<std::uint32_t> words, std::size_t values, std::uint8_t fill = 1) {
  Bytes file;
  for (const std::uint32_t word : words)
    for (int shift = 24; shift >= 0; shift -= 8) file.push_back(static_cast<std::byte>(word >> shift));
  file.resize(file.size() + values, static_cast<std::byte>(fill));
  return file;
}

const Bytes kImages = idx({0x803, 3, 2, 2}, 12);
const Bytes kLabels = idx({0x801, 3}, 3);

std::string refusal(const Bytes& images, const Bytes& labels) { return refusal_of(parse_idx(images, labels, "training")); }

}  // namespace

TEST_CASE("IDX images and labels are read", "[data]") {
  const auto split = parse_idx(kImages, kLabels, "training");
  REQUIRE(split.ok());
  CHECK(split->images.count == 3);
  CHECK(split->images.pixels.size() == 12);
  CHECK(split->labels == std::vector<std::uint8_t>{1, 1, 1});
}

TEST_CASE("damaged IDX files are refused with expected and found", "[data]") {
  CHECK_THAT(refusal(idx({0x803, 3, 2, 2}, 11), kLabels),
             Contains("training images") && Contains("promises 28 bytes, the file has 27"));
  CHECK_THAT(refusal(idx({0x803, 3, 2, 2}, 13), kLabels), Contains("the file has 29"));
  CHECK_THAT(refusal(kLabels, kLabels), Contains("training images: expected the magic number 2051") && Contains("found 2049"));
  CHECK_THAT(refusal(kImages, kImages), Contains("training labels: expected the magic number 2049") && Contains("found 2051"));
  CHECK_THAT(refusal({}, kLabels), Contains("the file has 0"));
  CHECK_THAT(refusal(idx({0x803, 0xffffffff, 0xffffffff, 0xffffffff}, 0), kLabels), Contains("4294967295 pixels"));
  CHECK_THAT(refusal(idx({0x803, 0, 28, 28}, 0), kLabels), Contains("it is empty"));
  CHECK_THAT(refusal(kImages, idx({0x801, 2}, 2)), Contains("3 images but 2 labels"));
  CHECK_THAT(refusal(kImages, idx({0x801, 3}, 3, 10)), Contains("label 0 is 10: expected 0 to 9"));
  CHECK_THAT(refusal(idx({0x1f8b0800}, 20), kLabels), Contains("gzip"));
}

namespace {

const std::vector<std::string> kTwoClasses = {"kick", "snare"};

std::string refusal_of_sounds(const Bytes& sounds, const Bytes& labels) {
  return refusal_of(parse_idx(sounds, labels, kTwoClasses, "training"));
}

}  // namespace

TEST_CASE("IDX sounds and labels are read as they were written", "[data]") {
  const IdxSounds sounds{2, 3, {0, 1, -1, 32767, -32768, 258}};
  const std::vector<std::uint8_t> labels = {1, 0};
  const Bytes file = idx_sounds(sounds);
  CHECK(file.size() == 12 + 2 * 6);
  CHECK(std::to_integer<int>(file[2]) == 0x0b);
  CHECK(std::to_integer<int>(file[22]) == 1);  // the high byte of 258 first
  CHECK(std::to_integer<int>(file[23]) == 2);
  const auto split = parse_idx(file, idx_labels(labels), kTwoClasses, "training");
  REQUIRE(split.ok());
  CHECK(split->sounds.count == 2);
  CHECK(split->sounds.samples == 3);
  CHECK(split->sounds.values == sounds.values);
  CHECK(split->labels == labels);
  CHECK(split->classes == kTwoClasses);
}

TEST_CASE("damaged IDX sounds are refused with expected and found", "[data]") {
  const Bytes sounds = idx({0xb02, 3, 4}, 24);
  CHECK(parse_idx(sounds, kLabels, kTwoClasses, "training").ok());
  CHECK_THAT(refusal_of_sounds(idx({0xb02, 3, 4}, 12), kLabels),
             Contains("training sounds") && Contains("promises 36 bytes, the file has 24"));
  CHECK_THAT(refusal_of_sounds(kImages, kLabels), Contains("expected the magic number 2818 of IDX sounds, found 2051"));
  CHECK_THAT(refusal_of_sounds(idx({0xb02, 0xffffffff, 0xffffffff}, 0), kLabels),
             Contains("a sound of 4294967295 samples, at most 1048576 are read"));
  CHECK_THAT(refusal_of_sounds(idx({0xb02, 3, 0}, 0), kLabels), Contains("it is empty"));
  CHECK_THAT(refusal_of_sounds(sounds, idx({0x801, 2}, 2)), Contains("3 sounds but 2 labels"));
  CHECK_THAT(refusal_of_sounds(sounds, idx({0x801, 3}, 3, 2)), Contains("label 0 is 2: expected 0 to 1"));
}
