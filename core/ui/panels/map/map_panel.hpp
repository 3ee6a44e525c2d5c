// The Map tab: the map, and the controls around it.
#pragma once

#include "ui/kit/layout.hpp"
#include "ui/panels/frame/frame.hpp"

namespace zscape {

void draw_map(Frame& frame, Rect area);
float map_height(const Frame& frame, float width);

}  // namespace zscape
