// What input.js calls: what the person does.
#pragma once

#include "shell/shell_class.hpp"

namespace zscape {

void bind_input(ShellClass& shell);

}  // namespace zscape
