// What Generate, Map and Interpolate show of the path, piece by piece.
#pragma once

#include "ui/kit/layout.hpp"
#include "ui/panels/frame/frame.hpp"

namespace zscape {

inline constexpr float kPlayButton = 44;

void draw_play(Frame& frame, const Rect& area);

/// The digit at the position, in a square; a click puts it on the stage.
void draw_current(Frame& frame, const Rect& area);

inline constexpr float kCompactCurrent = 96;

/// On a phone: cuts off a line of draw_play() and draw_current(), and returns the rest of that line.
Rect draw_walk_line(Frame& frame, Rect& area);

/// Digits from the path's start to its end, as many as are as high as the room above the slider for the position.
void draw_strip(Frame& frame, const Rect& area);

float strip_height(const Frame& frame, float width);  // of a strip over the width of a phone

/// The kinds of paths; in the Interpolate tab with the length of each.
void draw_kinds(Frame& frame, const Rect& area);

float kinds_height(const Frame& frame);

/// Each kind of path from A to B as a column of digits between them, in the order of draw_kinds(), as many as the area is high.
void draw_kind_digits(Frame& frame, const Rect& area);

/// The slider for the speed of playback.
void draw_speed(Frame& frame, const Rect& area);

/// The path below the wall, or below its anchors, where the window is wide.
void draw_path(Frame& frame, Rect area);

float path_height(const Frame& frame, float width);

}  // namespace zscape
