// The controls of the wall.
#pragma once

#include "ui/kit/layout.hpp"
#include "ui/panels/frame/frame.hpp"

namespace zscape {

inline constexpr const char* kMoreSheet = "more";

/// What the wall shows: samples, features or a cloud, how many, what they are drawn from, and what is shown next to them. On a
/// phone the rarely used ones are in a sheet.
void draw_controls(Frame& frame, Rect area);

float controls_height(const Frame& frame, float width);
void draw_more_sheet(Frame& frame);

}  // namespace zscape
