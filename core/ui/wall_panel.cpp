// The wall: digits drawn from the prior, drifting, or the features of the code. A click puts one on the stage.
#include <algorithm>

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
  const bool features = state.view.wall == Wall::features;
  if (features) frame.plan.unit = state.view.unit;
  frame.plan.wall =
      features ? std::min(grid.count(), static_cast<int>(state.model->spec().latent) - state.view.unit) : grid.count();
  const Touched touched = touchable("wall", grid.bounds());
  int under = touched.hovered ? grid.at(ImGui::GetMousePos()) : -1;
  if (under >= frame.plan.wall) under = -1;
  if (under >= 0) frame.plan.focus = under;
  if (touched.clicked && under >= 0) {
    state.view.stage = wall_code(state, under);
    state.selected = under;
  }

  draw_tiles(frame, 0, grid, frame.plan.wall);
  if (under >= 0 && !frame.pointer.touch) outline(grid.tile(under), colour::muted, 1, 5);
  if (state.selected && *state.selected < frame.plan.wall) {
    const float near = nearness(*state.view.stage, wall_code(state, *state.selected));
    outline(grid.tile(*state.selected), faded(colour::accent, near), 2, 6);
  }
}

}  // namespace zscape
