// The Family tab: one test digit, or one walk, in several models.
#pragma once

#include "ui/kit/layout.hpp"
#include "ui/panels/frame/frame.hpp"

namespace zscape {

void draw_family(Frame& frame, Rect area);
float family_height(const Frame& frame, float width);

}  // namespace zscape
