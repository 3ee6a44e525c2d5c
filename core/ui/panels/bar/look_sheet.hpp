#pragma once

#include "ui/kit/layout.hpp"
#include "ui/panels/frame/frame.hpp"

namespace zscape {

/// How things look: theme, pixels; opens below `beside`.
inline constexpr const char* kLookSheet = "look";

void draw_look_sheet(Frame& frame, const Rect& beside);

}  // namespace zscape
