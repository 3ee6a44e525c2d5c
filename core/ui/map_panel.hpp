// The map itself, which map_panel.cpp lays its controls around.
#pragma once

#include "ui/panels.hpp"

namespace zscape {

/// The plane in `area`: drag moves it, the wheel zooms around the pointer, a click puts the code there on the stage. While it is
/// focused arrow keys move it, + and - zoom, Home shows all of it, Enter takes its middle.
void draw_map_picture(Frame& frame, const Rect& area);

/// Around the middle, for buttons; above 1 shows more.
void zoom_map(AppState& state, double factor);

/// Shows all of it.
void fit_map(AppState& state);

/// Whether a path is drawn over it, or about to be; the switch for that, and what is beside the map then.
bool shows_map_path(const AppState& state);
void draw_path_switch(Frame& frame, const Rect& area);
void draw_map_path(Frame& frame, const Rect& area);
float map_path_height(const Frame& frame, float width);

}  // namespace zscape
