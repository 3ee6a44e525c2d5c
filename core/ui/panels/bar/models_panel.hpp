#pragma once

#include "ui/panels/frame/frame.hpp"

namespace zscape {

/// Every published model: what it makes, what it is good for, its size and figures; loads it. In the middle of the screen.
inline constexpr const char* kModelsPanel = "models panel";

void draw_models_panel(Frame& frame);

}  // namespace zscape
