// What frames.js, graphics.js and preferences.js call: making the shell, drawing, the lost context, preferences, spoken words.
#pragma once

#include "shell/shell_class.hpp"

namespace zscape {

void bind_frames(ShellClass& shell);

}  // namespace zscape
