// The wall: digits drawn from the prior, drifting, or the features of the code. A click puts one on the stage.
#include <algorithm>

#include "ui/changes.hpp"
#include "ui/panels.hpp"

namespace zscape {
void draw_wall(Frame& frame, const TileGrid& grid) {
  AppState& state = frame.state;
  const bool features = state.view.wall == Wall::features;
  const int count =
      features ? std::min(grid.count(), static_cast<int>(state.model->spec().latent) - state.view.unit) : grid.count();
  const int first = frame.plan.add({.role = Role::wall,
                                    .count = count,
                                    .model = &*state.model,
                                    .codes = [&state, count] { return refresh_wall_codes(state, count); },
                                    .source = features ? Source::feature : Source::decoded});
  const TouchedTile touched = touchable_tiles("wall", grid, count, {.name = features ? "features" : "generated digits"});
  if (touched.under >= 0) frame.plan.focus = first + touched.under;
  if (touched.clicked >= 0) {
    state.view.stage = wall_code(state, touched.clicked);
    state.selected = touched.clicked;
  }

  draw_tiles(frame, first, grid, count);
  mark_tile(frame, grid, touched);
  if (state.selected && *state.selected < count) {
    const float near = nearness(*state.view.stage, wall_code(state, *state.selected));
    outline(grid.tile(*state.selected), faded(palette().accent_text, near), 2, 6);
  }
}

}  // namespace zscape
