#include <catch2/catch.hpp>

#include "image/colour_map.hpp"

using namespace zscape;
using Catch::Contains;

namespace {

constexpr std::array kAll = {ColourMap::grey, ColourMap::paper, ColourMap::magma, ColourMap::viridis};

// RGB of the published 256 colours.
struct Published {
  ColourMap map;
  std::size_t grey;
  std::array<int, 3> colour;
};
constexpr std::array<Published, 12> kPublished = {{{ColourMap::magma, 0, {0x00, 0x00, 0x04}},
                                                   {ColourMap::magma, 32, {0x1d, 0x11, 0x47}},
                                                   {ColourMap::magma, 64, {0x51, 0x12, 0x7c}},
                                                   {ColourMap::magma, 128, {0xb7, 0x37, 0x79}},
                                                   {ColourMap::magma, 177, {0xf6, 0x6c, 0x5c}},
                                                   {ColourMap::magma, 255, {0xfc, 0xfd, 0xbf}},
                                                   {ColourMap::viridis, 0, {0x44, 0x01, 0x54}},
                                                   {ColourMap::viridis, 32, {0x47, 0x2d, 0x7b}},
                                                   {ColourMap::viridis, 64, {0x3b, 0x52, 0x8b}},
                                                   {ColourMap::viridis, 128, {0x21, 0x91, 0x8c}},
                                                   {ColourMap::viridis, 177, {0x40, 0xbd, 0x72}},
                                                   {ColourMap::viridis, 255, {0xfd, 0xe7, 0x25}}}};

int brightness(const std::array<std::uint8_t, 3>& rgb) { return 299 * rgb[0] + 587 * rgb[1] + 114 * rgb[2]; }

}  // namespace

TEST_CASE("grey is itself and paper its inverse", "[image]") {
  for (std::size_t i = 0; i < 256; ++i) {
    const auto value = static_cast<std::uint8_t>(i);
    const auto inverse = static_cast<std::uint8_t>(255 - i);
    CHECK(colours(ColourMap::grey)[i] == std::array{value, value, value});
    CHECK(colours(ColourMap::paper)[i] == std::array{inverse, inverse, inverse});
  }
}

TEST_CASE("magma and viridis are the published colours within one step", "[image]") {
  for (const Published& published : kPublished)
    for (std::size_t c = 0; c < 3; ++c) CHECK(std::abs(colours(published.map)[published.grey][c] - published.colour[c]) <= 1);
}

TEST_CASE("brighter greys have brighter colours", "[image]") {
  for (const ColourMap map : {ColourMap::magma, ColourMap::viridis}) {
    const auto table = colours(map);
    for (std::size_t i = 5; i < 256; ++i) CHECK(brightness(table[i]) > brightness(table[i - 5]));
  }
}

TEST_CASE("a picture takes the colours of its greys", "[image]") {
  const Image grey{2, 2, 1, {0, 64, 128, 255}};
  CHECK(coloured(grey, ColourMap::grey).pixels == grey.pixels);
  CHECK(coloured(grey, ColourMap::paper).pixels == std::vector<std::uint8_t>{255, 191, 127, 0});
  const Image magma = coloured(grey, ColourMap::magma);
  CHECK(magma.height == 2);
  CHECK(magma.width == 2);
  CHECK(magma.channels == 3);
  for (std::size_t i = 0; i < 4; ++i)
    for (std::size_t c = 0; c < 3; ++c) CHECK(magma.pixels[3 * i + c] == colours(ColourMap::magma)[grey.pixels[i]][c]);
}

TEST_CASE("a colour map has a name that finds it again", "[image]") {
  for (const ColourMap map : kAll) CHECK(*parse_colour_map(to_string(map)) == map);
  CHECK(to_string(ColourMap::paper) == "paper");
  CHECK_THAT(parse_colour_map("jet").error().message, Contains("grey, paper, magma, viridis") && Contains("\"jet\""));
}
