// The Listen tab: a sound that is shaped, and the beat.
#pragma once

#include "ui/kit/layout.hpp"
#include "ui/panels/frame/frame.hpp"

namespace zscape {

void draw_listen(Frame& frame, Rect area);
float listen_height(const Frame& frame, float width);

}  // namespace zscape
