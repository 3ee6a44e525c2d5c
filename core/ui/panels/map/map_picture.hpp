// The map itself: cells of pictures, points, the path over them.
#pragma once

#include "ui/kit/layout.hpp"
#include "ui/panels/frame/frame.hpp"

namespace zscape {

/// The plane in `area`: drag moves it, the wheel zooms around the pointer, a click puts the code there on the stage. While it is
/// focused arrow keys move it, + and - zoom, Home shows all of it, Enter takes its middle.
void draw_map_picture(Frame& frame, const Rect& area);

}  // namespace zscape
