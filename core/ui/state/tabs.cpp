#include "ui/state/tabs.hpp"

#include "ui/state/app_state.hpp"
#include "ui/view/tab.hpp"

namespace zscape {

void show_tab(AppState& state, Tab tab) {
  if (state.shown.view.tab == tab) return;
  state.shown.view.tab = tab;
  state.moment.stroke.clear();
  state.moment.map.drawing = false;
}

}  // namespace zscape
