// A whole number between two arrows.
#pragma once

#include <string_view>

#include "ui/kit/layout.hpp"

namespace zscape {

/// Which of `count` things is chosen, shown as `text`; `name` says for what. The wheel over it steps too, and so do the up and down
/// keys while it is focused, by ten with Shift. Returns which is chosen now.
int stepper(const char* name, Rect area, int chosen, int count, std::string_view text);

}  // namespace zscape
