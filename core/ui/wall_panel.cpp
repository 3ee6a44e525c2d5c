// The wall: digits drawn from the prior, drifting. A click puts one on the stage.
#include "ui/panels.hpp"
#include "ui/view.hpp"

namespace zscape {
namespace {

ImU32 faded(ImU32 colour, float opacity) {
  ImVec4 value = ImGui::ColorConvertU32ToFloat4(colour);
  value.w *= opacity;
  return ImGui::ColorConvertFloat4ToU32(value);
}

}  // namespace

void draw_wall(Frame& frame, const TileGrid& grid) {
  AppState& state = frame.state;
  frame.plan.wall = grid.count();
  const Touched touched = touchable("wall", grid.bounds());
  const int under = touched.hovered ? grid.at(ImGui::GetMousePos()) : -1;
  if (touched.clicked && under >= 0) {
    state.view.stage = wall_latent(state.view, frame.plan.latent, under);
    state.selected = under;
  }

  draw_tiles(frame, 0, grid);
  if (under >= 0 && !frame.pointer.touch) outline(grid.tile(under), colour::muted, 1, 5);
  if (state.selected && *state.selected < grid.count()) {
    outline(grid.tile(*state.selected), faded(colour::accent, nearness(state.view, *state.selected)), 2, 6);
  }
}

}  // namespace zscape
