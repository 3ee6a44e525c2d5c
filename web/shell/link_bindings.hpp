// What links.js calls: the link of what is shown, and showing what a link says.
#pragma once

#include "shell/shell_class.hpp"

namespace zscape {

void bind_links(ShellClass& shell);

}  // namespace zscape
