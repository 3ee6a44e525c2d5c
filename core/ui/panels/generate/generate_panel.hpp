#pragma once

#include "ui/kit/layout.hpp"
#include "ui/panels/frame/frame.hpp"

namespace zscape {

// The tabs' own panels: in the middle of a wide window, above the stage on a phone.
void draw_generate(Frame& frame, Rect area);

float generate_height(const Frame& frame, float width);

}  // namespace zscape
