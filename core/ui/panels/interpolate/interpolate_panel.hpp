// The Interpolate tab: the anchors, the path or grid between them, latent arithmetic.
#pragma once

#include "ui/kit/layout.hpp"
#include "ui/panels/frame/frame.hpp"

namespace zscape {

void draw_interpolate(Frame& frame, Rect area);
float interpolate_height(const Frame& frame, float width);

}  // namespace zscape
