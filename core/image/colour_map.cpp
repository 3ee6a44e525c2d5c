#include "image/colour_map.hpp"

#include <algorithm>
#include <string>

namespace zscape {
namespace {

constexpr int kStep = 5;                                           // greys between control points
using ControlPoints = std::array<std::uint32_t, 255 / kStep + 1>;  // 0xRRGGBB

constexpr ControlPoints kMagma = {0x000004, 0x02020b, 0x050416, 0x090720, 0x0e0b2b, 0x140e36, 0x1a1042, 0x21114e, 0x29115a,
                                  0x311165, 0x390f6e, 0x420f75, 0x4a1079, 0x52137c, 0x5a167e, 0x621980, 0x6a1c81, 0x721f81,
                                  0x792282, 0x812581, 0x892881, 0x912b81, 0x992d80, 0xa1307e, 0xaa337d, 0xb2357b, 0xba3878,
                                  0xc23b75, 0xca3e72, 0xd2426f, 0xd9466b, 0xe04c67, 0xe75263, 0xec5860, 0xf1605d, 0xf4695c,
                                  0xf7725c, 0xf97b5d, 0xfb8560, 0xfc8e64, 0xfd9869, 0xfea16e, 0xfeaa74, 0xfeb47b, 0xfebd82,
                                  0xfec68a, 0xfecf92, 0xfed89a, 0xfde2a3, 0xfdebac, 0xfcf4b6, 0xfcfdbf};

constexpr ControlPoints kViridis = {0x440154, 0x46085c, 0x471063, 0x481769, 0x481d6f, 0x482475, 0x472a7a, 0x46307e, 0x453781,
                                    0x433d84, 0x414287, 0x3f4889, 0x3d4e8a, 0x3a538b, 0x38598c, 0x355e8d, 0x33638d, 0x31688e,
                                    0x2e6d8e, 0x2c718e, 0x2a768e, 0x297b8e, 0x27808e, 0x25848e, 0x23898e, 0x218e8d, 0x20928c,
                                    0x1f978b, 0x1e9c89, 0x1fa188, 0x21a585, 0x24aa83, 0x28ae80, 0x2eb37c, 0x35b779, 0x3dbc74,
                                    0x46c06f, 0x50c46a, 0x5ac864, 0x65cb5e, 0x70cf57, 0x7cd250, 0x89d548, 0x95d840, 0xa2da37,
                                    0xb0dd2f, 0xbddf26, 0xcae11f, 0xd8e219, 0xe5e419, 0xf1e51d, 0xfde725};

constexpr std::array<std::pair<std::string_view, ColourMap>, 4> kNames = {
    {{"grey", ColourMap::grey}, {"paper", ColourMap::paper}, {"magma", ColourMap::magma}, {"viridis", ColourMap::viridis}}};

bool is_grey(ColourMap map) { return map == ColourMap::grey || map == ColourMap::paper; }

// In integers, rounded to the nearest.
std::uint8_t between(const ControlPoints& points, int grey, int shift) {
  const auto channel = [&](int point) { return static_cast<int>(points[static_cast<std::size_t>(point)] >> shift & 255); };
  const int point = grey / kStep;
  const int beyond = grey % kStep;
  if (beyond == 0) return static_cast<std::uint8_t>(channel(point));
  return static_cast<std::uint8_t>((channel(point) * (kStep - beyond) + channel(point + 1) * beyond + kStep / 2) / kStep);
}

std::array<std::uint8_t, 3> colour(ColourMap map, int grey) {
  const auto value = static_cast<std::uint8_t>(grey);
  const auto inverse = static_cast<std::uint8_t>(255 - grey);
  const auto blend = [&](const ControlPoints& points) -> std::array<std::uint8_t, 3> {
    return {between(points, grey, 16), between(points, grey, 8), between(points, grey, 0)};
  };
  switch (map) {
    case ColourMap::grey:
      return {value, value, value};
    case ColourMap::paper:
      return {inverse, inverse, inverse};
    case ColourMap::magma:
      return blend(kMagma);
    case ColourMap::viridis:
      return blend(kViridis);
  }
  check(false, "a known colour map");
  return {};
}

}  // namespace

std::array<std::array<std::uint8_t, 3>, 256> colours(ColourMap map) {
  std::array<std::array<std::uint8_t, 3>, 256> table{};
  for (int grey = 0; grey < 256; ++grey) table[static_cast<std::size_t>(grey)] = colour(map, grey);
  return table;
}

Image coloured(const Image& grey, ColourMap map) {
  check(grey.channels == 1, "a grey picture");
  const auto table = colours(map);
  Image image{grey.height, grey.width, is_grey(map) ? 1 : 3, {}};
  image.pixels.reserve(grey.pixels.size() * static_cast<std::size_t>(image.channels));
  for (const std::uint8_t value : grey.pixels)
    image.pixels.insert(image.pixels.end(), table[value].begin(), table[value].begin() + image.channels);
  return image;
}

std::string_view to_string(ColourMap map) {
  const auto found = std::find_if(kNames.begin(), kNames.end(), [&](const auto& entry) { return entry.second == map; });
  check(found != kNames.end(), "a known colour map");
  return found->first;
}

Result<ColourMap> parse_colour_map(std::string_view text) {
  std::string known;
  for (const auto& [name, map] : kNames) {
    if (name == text) return map;
    known += (known.empty() ? "" : ", ") + std::string(name);
  }
  return Error{ErrorCode::invalid_argument,
               "expected a colour map of " + known + ", found \"" + std::string(text.substr(0, 40)) + '"'};
}

}  // namespace zscape
