// Latent arithmetic: a code less another one plus a third.
#pragma once

#include "ui/kit/layout.hpp"
#include "ui/panels/frame/frame.hpp"

namespace zscape {

/// first - minus + plus = sum: a row of four.
void draw_arithmetic(Frame& frame, Rect area);

float arithmetic_height(const Frame& frame, float width);
float arithmetic_width(float tile);

}  // namespace zscape
