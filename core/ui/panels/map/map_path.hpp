// A path that is drawn over the map.
#pragma once

#include "ui/kit/layout.hpp"
#include "ui/panels/frame/frame.hpp"

namespace zscape {

struct AppState;

/// Whether a path is drawn over the map, or about to be.
bool shows_map_path(const AppState& state);

/// The button that begins such a path or leaves it.
void draw_path_switch(Frame& frame, const Rect& area);
/// The controls of the path, next to the map.
void draw_map_path(Frame& frame, const Rect& area);
float map_path_height(const Frame& frame, float width);

}  // namespace zscape
