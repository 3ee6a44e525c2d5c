// What commands.js calls: what the user interface asks of the page.
#pragma once

#include "shell/shell_class.hpp"

namespace zscape {

void bind_commands(ShellClass& shell);

}  // namespace zscape
