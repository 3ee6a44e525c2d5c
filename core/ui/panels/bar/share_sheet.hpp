// The sheet behind Share: a link, and files of what is shown.
#pragma once

#include "ui/kit/layout.hpp"
#include "ui/panels/frame/frame.hpp"

namespace zscape {

inline constexpr const char* kShareSheet = "share";

/// Opens below `beside`.
void draw_share_sheet(Frame& frame, const Rect& beside);

}  // namespace zscape
