#pragma once

#include "ui/kit/layout.hpp"
#include "ui/panels/frame/frame.hpp"

namespace zscape {

struct AppState;

/// Whether a path is drawn over it, or about to be; the switch for that, and what is beside the map then.
bool shows_map_path(const AppState& state);

void draw_path_switch(Frame& frame, const Rect& area);
void draw_map_path(Frame& frame, const Rect& area);
float map_path_height(const Frame& frame, float width);

}  // namespace zscape
