// What the Interpolate tab is made of, beside the path.
#pragma once

#include "ui/panels.hpp"

namespace zscape {

inline constexpr float kCaption = 20;

/// The anchors, four places in a row, each with where it can be taken from.
void draw_anchors(Frame& frame, Rect area);
float anchors_height(const Frame& frame, float width);

/// first - minus + plus = sum: a row of four.
void draw_arithmetic(Frame& frame, Rect area);
float arithmetic_height(const Frame& frame, float width);

/// How wide both have to be for tiles of that size.
float anchors_width(float tile);
float arithmetic_width(float tile);

bool has_grid(const View& view);  // of three or four anchors

/// The grid between the anchors, a square, and the path that is drawn over it.
void draw_blend(Frame& frame, const Rect& area);

/// What can be done with the path over the grid.
void draw_track_buttons(Frame& frame, Rect area);

}  // namespace zscape
