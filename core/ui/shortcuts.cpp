#include "ui/shortcuts.hpp"

#include "ui/kit/interaction.hpp"
#include "ui/kit/theme.hpp"
#include "ui/panels/bar/help_sheet.hpp"
#include "ui/panels/bar/tabs.hpp"
#include "ui/session/changes.hpp"
#include "ui/session/undo.hpp"
#include "ui/sound/models.hpp"
#include "ui/sound/playing.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/pictures.hpp"
#include "ui/state/tabs.hpp"
#include "ui/view/tab.hpp"
#include "ui/view/view.hpp"

namespace zscape {
namespace {

void show_next_wall(AppState& state) {
  if (state.shown.view.wall != Wall::features) return set_seed(state, state.shown.view.draw.seed + 1);
  const ShownGroup* wall = state.derived.pictures.find(Role::wall);
  const int next = state.shown.view.unit + (wall != nullptr ? wall->count() : 0);
  show_wall(state, Wall::features, next < state.opened.model->spec().latent ? next : 0);
}

}  // namespace

void handle_shortcuts(AppState& state) {
  const ImGuiIO& io = ImGui::GetIO();
  if (io.WantTextInput) return;
  const bool space = ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_Space), false);
  const bool listens = state.shown.view.tab == Tab::listen && sound_model(state);
  if (space && !state.moment.interaction.activated) listens ? set_beating(state, !state.listening.beating) : show_next_wall(state);
  for (const ImWchar typed : io.InputQueueCharacters) {
    const auto panels = tab_panels();
    const auto number = static_cast<std::size_t>(typed) - '1';
    if (listens && typed >= '0' && typed <= '9') {
      hit_pad(state, static_cast<int>(typed - '0'));
    } else if (number < panels.size() && (panels[number].tab != Tab::listen || has_sounds(state))) {
      show_tab(state, panels[number].tab);
    }
    if (typed == '?') state.moment.open_sheet = kHelpSheet;
  }
  if (!io.KeyCtrl) return;
  if (key_pressed(ImGuiKey_Z) && !io.KeyShift) undo(state);
  if ((key_pressed(ImGuiKey_Z) && io.KeyShift) || key_pressed(ImGuiKey_Y)) redo(state);
}

}  // namespace zscape
