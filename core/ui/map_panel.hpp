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

}  // namespace zscape
