// The class Shell as JavaScript sees it, to which each *_bindings file adds its functions.
#pragma once

#include <emscripten/bind.h>

#include "shell/shell.hpp"
#include "ui/state/app_state.hpp"

namespace zscape {

using ShellClass = emscripten::class_<Shell>;

/// Every change from outside goes through this, so that it is drawn.
inline AppState& changing(Shell& shell) {
  shell.wake();
  return shell.state();
}

}  // namespace zscape
