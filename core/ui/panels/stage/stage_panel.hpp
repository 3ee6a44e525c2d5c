// The stage: one digit, large, with its class and its sliders.
#pragma once

#include "ui/kit/layout.hpp"
#include "ui/panels/frame/frame.hpp"

namespace zscape {

/// As many sliders on a page as there is room for on a stage of this size; on a phone the page scrolls.
void fit_sliders(Frame& frame, ImVec2 room);

void draw_stage(Frame& frame, Rect area);
float stage_height(const Frame& frame, float width);

/// Where draw_stage() puts its digit.
Rect stage_digit(const Frame& frame, Rect area);

/// A small stage over the top of a phone's page, for when the digit has scrolled away from the sliders that change it.
void draw_pinned_stage(Frame& frame, const Rect& band);

float pinned_stage_height();

}  // namespace zscape
