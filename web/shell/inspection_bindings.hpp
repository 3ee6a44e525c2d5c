// What test_hook.js calls: pictures, where they are drawn, what can be pressed. Nothing here changes the state.
#pragma once

#include "shell/shell_class.hpp"

namespace zscape {

void bind_inspection(ShellClass& shell);

}  // namespace zscape
