// Where panels go: side by side in a wide window, below each other on a phone.
#pragma once

#include "ui/kit/layout.hpp"
#include "ui/panels/frame/frame.hpp"

namespace zscape {

inline constexpr float kWideFrom = 940;   // narrower windows get one column
inline constexpr float kHighFrom = 470;   // and so do lower ones, which it scrolls in
inline constexpr float kModelList = 224;  // at least; has its own column where the rest stays as wide as that
void draw_panels(Frame& frame, const Rect& screen);

}  // namespace zscape
