#include <algorithm>
#include <catch2/catch.hpp>

#include "image/enlarge.hpp"

using namespace zscape;

namespace {

std::uint8_t at(const Image& image, int y, int x) { return image.pixels[static_cast<std::size_t>(y * image.width + x)]; }

}  // namespace

TEST_CASE("a flat picture stays flat at any size", "[image]") {
  for (const int value : {0, 1, 90, 254, 255}) {
    const Image flat{3, 4, 1, std::vector<std::uint8_t>(12, static_cast<std::uint8_t>(value))};
    for (const auto& [height, width] : {std::pair{3, 4}, {7, 13}, {100, 64}}) {
      const Image large = enlarged(flat, height, width);
      CHECK(large.height == height);
      CHECK(large.width == width);
      CHECK(large.pixels == std::vector<std::uint8_t>(static_cast<std::size_t>(height * width), static_cast<std::uint8_t>(value)));
    }
  }
}

TEST_CASE("a ramp stays a straight line away from its ends, across and down", "[image]") {
  Image across{16, 16, 1, {}};
  Image down{16, 16, 1, {}};
  for (int y = 0; y < 16; ++y)
    for (int x = 0; x < 16; ++x) {
      across.pixels.push_back(static_cast<std::uint8_t>(10 + 14 * x));
      down.pixels.push_back(static_cast<std::uint8_t>(10 + 14 * y));
    }
  constexpr int kTimes = 7;
  const Image wide = enlarged(across, 16 * kTimes, 16 * kTimes);
  const Image tall = enlarged(down, 16 * kTimes, 16 * kTimes);
  for (int i = 2 * kTimes; i < 14 * kTimes; ++i) {
    const double expected = 10 + 14 * ((i + 0.5) / kTimes - 0.5);
    CHECK(std::abs(at(wide, 50, i) - expected) <= 0.500001);
    CHECK(std::abs(at(tall, i, 50) - expected) <= 0.500001);
  }
  for (int i = 1; i < 16 * kTimes; ++i) CHECK(at(wide, 0, i) >= at(wide, 0, i - 1));
}

TEST_CASE("an edge lies where it was and overshoots a little", "[image]") {
  const Image edge{1, 8, 1, {0, 0, 0, 0, 200, 200, 200, 200}};
  const Image large = enlarged(edge, 1, 64);
  CHECK(at(large, 0, 0) == 0);
  CHECK(at(large, 0, 63) == 200);
  CHECK(at(large, 0, 31) < 100);
  CHECK(std::abs(at(large, 0, 31) + at(large, 0, 32) - 200) <= 1);
  CHECK(std::ranges::max(large.pixels) > 200);
  CHECK(std::ranges::max(large.pixels) <= 210);
}

TEST_CASE("one pixel fills what it is enlarged to", "[image]") {
  CHECK(enlarged({1, 1, 1, {77}}, 5, 3).pixels == std::vector<std::uint8_t>(15, 77));
}

TEST_CASE("a magnified picture shows its pixels as squares", "[image]") {
  const Image grey{1, 2, 1, {1, 2}};
  CHECK(magnified(grey, 2).pixels == std::vector<std::uint8_t>{1, 1, 2, 2, 1, 1, 2, 2});
  const Image colour{1, 2, 3, {1, 2, 3, 4, 5, 6}};
  CHECK(magnified(colour, 1).pixels == colour.pixels);
  const Image large = magnified(colour, 2);
  CHECK(large.height == 2);
  CHECK(large.width == 4);
  CHECK(large.pixels == std::vector<std::uint8_t>{1, 2, 3, 1, 2, 3, 4, 5, 6, 4, 5, 6, 1, 2, 3, 1, 2, 3, 4, 5, 6, 4, 5, 6});
}
