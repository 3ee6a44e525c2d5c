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

/// While drawing is on, a drag draws a path; true when it has just ended.
bool draw_path_over(Frame& frame, const Touched& touched, const MapPlacement& placement);

/// A click, or Enter for the middle, puts the code there on the stage.
void take_click(Frame& frame, const Touched& touched, const MapPlacement& placement, const Plane& plane);

/// Zooms around the middle, for buttons; a factor above 1 shows more.
void zoom_map(AppState& state, double factor);

/// Shows the whole map.
void fit_map(AppState& state);

}  // namespace zscape
