#include <catch2/catch.hpp>

#include <array>
#include <numeric>

#include "image/sheet.hpp"
#include "image/unit_values.hpp"
#include "nn/kernels.hpp"

using namespace zscape;

TEST_CASE("bytes become values in [0, 1] and the same bytes again", "[image]") {
  std::array<std::uint8_t, 256> bytes{}, back{};
  std::iota(bytes.begin(), bytes.end(), 0);
  std::array<float, 256> values{};
  to_unit_values(bytes, values);
  CHECK(values[0] == 0.0f);
  CHECK(values[51] == 0.2f);
  CHECK(values[255] == 1.0f);
  to_bytes(values, back);
  CHECK(back == bytes);
}

TEST_CASE("a sheet lays tiles out row by row with gaps", "[image]") {
  Matrix tiles = Matrix::Ones(3, 4);  // three 2x2 tiles in two columns
  const Image sheet = make_sheet(tiles, 2, 2, 2, 1);
  CHECK(sheet.height == 5);
  CHECK(sheet.width == 5);
  CHECK(sheet.pixels[0] == 255);
  CHECK(sheet.pixels[2] == 0);            // the gap
  CHECK(sheet.pixels[3 * 5 + 1] == 255);  // third tile
  CHECK(sheet.pixels[3 * 5 + 3] == 0);    // no fourth tile
  const Bytes png = encode_png(sheet);
  CHECK(std::to_integer<char>(png[1]) == 'P');
}

TEST_CASE("a sheet of pictures in colour keeps their pixels", "[image]") {
  const Image red{1, 2, 3, {255, 0, 0, 255, 0, 0}};
  const Image blue{1, 2, 3, {0, 0, 255, 0, 0, 255}};
  const Image sheet = make_sheet(std::vector<Image>{red, blue}, 2, 1);
  CHECK(sheet.height == 1);
  CHECK(sheet.width == 5);
  CHECK(sheet.channels == 3);
  CHECK(sheet.pixels == std::vector<std::uint8_t>{255, 0, 0, 255, 0, 0, 0, 0, 0, 0, 0, 255, 0, 0, 255});
}
