// The sheet of help.
#pragma once

#include "ui/kit/layout.hpp"
#include "ui/panels/frame/frame.hpp"

namespace zscape {

inline constexpr const char* kHelpSheet = "help";

/// What the model is, the keys, the tour; opens below `beside`.
void draw_help_sheet(Frame& frame, const Rect& beside);

}  // namespace zscape
