// Ten pads and the sixteen steps of a beat.
#pragma once

#include "ui/kit/layout.hpp"
#include "ui/panels/frame/frame.hpp"

namespace zscape {

float beat_height(const Frame& frame, float width);
void draw_beat(Frame& frame, Rect area);

}  // namespace zscape
