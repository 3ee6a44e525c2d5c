// The grid between three or four anchors.
#pragma once

#include "ui/kit/layout.hpp"
#include "ui/panels/frame/frame.hpp"

namespace zscape {

/// The grid between the anchors, a square, and the path that is drawn over it.
void draw_blend(Frame& frame, const Rect& area);

/// What can be done with the path over the grid.
void draw_track_buttons(Frame& frame, Rect area);

}  // namespace zscape
