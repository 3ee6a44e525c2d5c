// Which tab is shown.
#pragma once

#include "ui/view/tab.hpp"

namespace zscape {

struct AppState;

/// Shows a tab; what was being drawn in another one is dropped.
void show_tab(AppState& state, Tab tab);

}  // namespace zscape
