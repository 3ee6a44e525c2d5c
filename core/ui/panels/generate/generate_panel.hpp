// The Generate tab: the wall with its controls, and the path where there is room.
#pragma once

#include "ui/kit/layout.hpp"
#include "ui/panels/frame/frame.hpp"

namespace zscape {

void draw_generate(Frame& frame, Rect area);

float generate_height(const Frame& frame, float width);

}  // namespace zscape
