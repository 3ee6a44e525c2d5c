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
