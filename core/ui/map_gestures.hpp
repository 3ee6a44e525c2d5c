// How pointer, fingers and keyboard move over the map, take a code from it and draw a path over it.
#pragma once

#include "ui/map_cells.hpp"
#include "ui/panels.hpp"

namespace zscape {

/// Moves `placement`, and the view with it.
void move_by_hand(Frame& frame, const Touched& touched, MapPlacement& placement);

/// The path that a drag draws while that is on; whether it has just been drawn.
bool draw_path_over(Frame& frame, const Touched& touched, const MapPlacement& placement);

/// A click, or Enter for the middle, puts the code there on the stage.
void take_click(Frame& frame, const Touched& touched, const MapPlacement& placement, const Plane& plane);

}  // namespace zscape
