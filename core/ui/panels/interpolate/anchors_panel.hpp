// The row of anchors: two to four codes that paths and grids lie between.
#pragma once

#include "ui/kit/layout.hpp"
#include "ui/panels/frame/frame.hpp"

namespace zscape {

/// The anchors, four places in a row, each with where it can be taken from.
void draw_anchors(Frame& frame, Rect area);

float anchors_height(const Frame& frame, float width);

/// The width that they need for tiles of that size.
float anchors_width(float tile);

}  // namespace zscape
