// The map itself, which map_panel.cpp lays its controls around.
#pragma once

#include "ui/kit/layout.hpp"
#include "ui/panels/frame/frame.hpp"

namespace zscape {

void draw_map(Frame& frame, Rect area);
float map_height(const Frame& frame, float width);

}  // namespace zscape
