// The wall: digits drawn from the prior, drifting. A click puts one on the stage.
#include "ui/panels.hpp"
#include "ui/view.hpp"

namespace zscape {

void draw_tile(Frame& frame, int tile, const Rect& area) {
  const Rect at = snapped(area);
  frame.tiles.draw(*ImGui::GetWindowDrawList(), tile, at.min, at.max);
}

void draw_tiles(Frame& frame, int first, const TileGrid& grid) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  frame.tiles.begin(list, frame.state.smooth);
  for (int i = 0; i < grid.count(); ++i) draw_tile(frame, first + i, grid.tile(i));
  frame.tiles.end(list);
}

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
  if (state.selected && *state.selected < grid.count()) outline(grid.tile(*state.selected), colour::accent, 2, 6);
}

}  // namespace zscape
