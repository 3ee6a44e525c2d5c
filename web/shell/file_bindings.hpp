// What page.js, fetches.js and own_files.js call: how far files are, the files, and why they did not come.
#pragma once

#include "shell/shell_class.hpp"

namespace zscape {

void bind_files(ShellClass& shell);

}  // namespace zscape
