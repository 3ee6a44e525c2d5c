// Grey pictures in colour.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "base/error.hpp"
#include "image/sheet.hpp"

namespace zscape {

enum class ColourMap { grey, paper, magma, viridis };  // paper: dark ink, grey inverted

/// RGB of every grey. Magma and viridis are Stefan van der Walt's and Nathaniel Smith's, https://bids.github.io/colormap (CC0):
/// every fifth colour exactly, those between them within one step of a channel.
std::array<std::array<std::uint8_t, 3>, 256> colours(ColourMap map);

/// A grey picture through the map: grey again or RGB, as the map is. Sheets are coloured after their tiles are laid out, gaps too.
Image coloured(const Image& grey, ColourMap map);

std::string_view to_string(ColourMap map);  // "magma"

/// Error invalid_argument: another name, with those that there are.
Result<ColourMap> parse_colour_map(std::string_view text);

}  // namespace zscape
