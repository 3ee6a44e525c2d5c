// The sheet that sets how things look.
#pragma once

#include "ui/kit/layout.hpp"
#include "ui/panels/frame/frame.hpp"

namespace zscape {

inline constexpr const char* kLookSheet = "look";

/// Theme, pixels, colours; opens below `beside`.
void draw_look_sheet(Frame& frame, const Rect& beside);

}  // namespace zscape
