// The codes of the test set as points on the map, coloured by class.
#pragma once

#include <cstdint>

#include "ui/pictures/map_cells.hpp"
#include "ui/pictures/map_plane.hpp"

namespace zscape {

/// Those inside the placement's area whose class has no bit in `hidden`; with a dark rim over what has their colours too.
void draw_scatter(ImDrawList& list, const MapPoints& points, const MapPlacement& placement, std::uint32_t hidden, bool rimmed);

}  // namespace zscape
