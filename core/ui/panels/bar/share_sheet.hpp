#pragma once

#include "ui/kit/layout.hpp"
#include "ui/panels/frame/frame.hpp"

namespace zscape {

/// A link and files; opens below `beside`.
inline constexpr const char* kShareSheet = "share";

void draw_share_sheet(Frame& frame, const Rect& beside);

}  // namespace zscape
