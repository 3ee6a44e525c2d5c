// How pointer, fingers and keyboard move over the map, take a code from it and draw a path over it.
#pragma once

#include "latent/plane.hpp"
#include "ui/kit/widgets.hpp"
#include "ui/panels/frame/frame.hpp"
#include "ui/pictures/map_cells.hpp"

namespace zscape {

struct AppState;

/// Moves `placement`, and the view with it.
void move_by_hand(Frame& frame, const Touched& touched, MapPlacement& placement);

/// The path that a drag draws while that is on; whether it has just been drawn.
bool draw_path_over(Frame& frame, const Touched& touched, const MapPlacement& placement);

/// A click, or Enter for the middle, puts the code there on the stage.
void take_click(Frame& frame, const Touched& touched, const MapPlacement& placement, const Plane& plane);

/// Around the middle, for buttons; above 1 shows more.
void zoom_map(AppState& state, double factor);

/// Shows all of it.
void fit_map(AppState& state);

}  // namespace zscape
