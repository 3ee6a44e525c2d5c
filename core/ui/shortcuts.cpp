#include "ui/shortcuts.hpp"

#include "ui/changes.hpp"
#include "ui/tabs.hpp"

namespace zscape {
namespace {

bool pressed(ImGuiKey key) { return ImGui::IsKeyPressed(ImGui::GetKeyIndex(key)); }

void show_next_wall(AppState& state) {
  if (state.view.wall != Wall::features) return set_seed(state, state.view.draw.seed + 1);
  const ShownGroup* wall = state.pictures.find(Role::wall);
  const int next = state.view.unit + (wall != nullptr ? wall->count() : 0);
  show_wall(state, Wall::features, next < state.model->spec().latent ? next : 0);
}

}  // namespace

void handle_shortcuts(AppState& state) {
  const ImGuiIO& io = ImGui::GetIO();
  if (io.WantTextInput) return;
  const bool space = ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_Space), false);
  const bool listens = state.view.tab == Tab::listen && sound_model(state);
  if (space && !state.interaction.activated) listens ? set_beating(state, !state.listening.beating) : show_next_wall(state);
  for (const ImWchar typed : io.InputQueueCharacters) {
    const auto panels = tab_panels();
    const auto number = static_cast<std::size_t>(typed) - '1';
    if (listens && typed >= '0' && typed <= '9') {
      hit_pad(state, static_cast<int>(typed - '0'));
    } else if (number < panels.size() && (panels[number].tab != Tab::listen || has_sounds(state))) {
      show_tab(state, panels[number].tab);
    }
    if (typed == '?') state.open_sheet = kHelpSheet;
  }
  if (!io.KeyCtrl) return;
  if (pressed(ImGuiKey_Z) && !io.KeyShift) undo(state);
  if ((pressed(ImGuiKey_Z) && io.KeyShift) || pressed(ImGuiKey_Y)) redo(state);
}

}  // namespace zscape
