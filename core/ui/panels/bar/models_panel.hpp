// A large sheet with a card for every published model.
#pragma once

#include "ui/panels/frame/frame.hpp"

namespace zscape {

inline constexpr const char* kModelsPanel = "models panel";

/// Each card says what the model makes, what it is good for, its size and its figures, and loads it. In the middle of the screen.
void draw_models_panel(Frame& frame);

}  // namespace zscape
