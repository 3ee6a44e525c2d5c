#pragma once

#include "ui/kit/layout.hpp"
#include "ui/panels/frame/frame.hpp"

namespace zscape {

/// The anchors, four places in a row, each with where it can be taken from.
void draw_anchors(Frame& frame, Rect area);

float anchors_height(const Frame& frame, float width);

/// How wide both have to be for tiles of that size.
float anchors_width(float tile);

}  // namespace zscape
