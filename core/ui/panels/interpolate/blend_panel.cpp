// The grid between three or four anchors. A click puts a digit of it on the stage; dragging over it draws a path.
#include "ui/panels/interpolate/blend_panel.hpp"

#include <algorithm>

#include "latent/blend.hpp"
#include "nn/matrix.hpp"
#include "ui/kit/layout.hpp"
#include "ui/kit/theme.hpp"
#include "ui/kit/widgets.hpp"
#include "ui/panels/frame/frame.hpp"
#include "ui/panels/frame/tiles.hpp"
#include "ui/panels/path/stroke.hpp"
#include "ui/session/changes.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/pictures.hpp"
#include "ui/view/code.hpp"
#include "ui/view/path.hpp"
#include "ui/view/track.hpp"
#include "ui/view/view.hpp"

namespace zscape {
namespace {

constexpr float kBlendTile = 64;
constexpr int kFewest = 5;
constexpr int kMost = 9;
constexpr float kBlendGap = 3;

TileGrid grid_in(const Rect& area) {
  const int side = std::clamp(static_cast<int>((area.width() + kBlendGap) / (kBlendTile + kBlendGap)), kFewest, kMost);
  return tile_columns(area, side, side, kBlendGap);
}

Matrix grid_codes(const AppState& state, const TileGrid& grid) {
  const View& view = state.shown.view;
  return blend_grid(grid_path(view.path), state.opened.model->spec(), anchors_of(view), grid.rows, grid.columns);
}

// From the middle of the first tile to the middle of the last.
Rect square_of(const TileGrid& grid) { return {grid.tile(0).centre(), grid.tile(grid.count() - 1).centre()}; }

void draw_corners(const View& view, const TileGrid& grid) {
  draw_badge(grid.tile(0), "A");
  draw_badge(grid.tile(grid.columns - 1), "B");
  draw_badge(grid.tile(grid.count() - grid.columns), "C");
  if (view.anchors[3]) draw_badge(grid.tile(grid.count() - 1), "D");
}

}  // namespace

void draw_blend(Frame& frame, const Rect& area) {
  if (area.width() < 1 || area.height() < 1) return;
  AppState& state = frame.state();
  const TileGrid grid = grid_in(area);
  const int count = grid.count();
  const int first = frame.plan.add({.role = Role::blend, .count = count, .model = &*state.opened.model, .codes = [&state, grid] {
                                      return grid_codes(state, grid);
                                    }});
  const TouchedTile touched = touchable_tiles(
      "blend", grid, count, {.name = "the grid between the anchors", .hint = "drag to draw a path, click for the stage"});
  const auto drawn = follow_stroke(frame, square_of(grid), ImGui::IsItemActive());
  if (drawn) {
    state.shown.view.interpolation.track = *drawn;
    start_walk(state.shown.view);
  }
  if (touched.under >= 0) frame.plan.focus = first + touched.under;
  if (touched.clicked >= 0 && !drawn) {
    const Matrix codes = grid_codes(state, grid);
    const auto code = row(codes, touched.clicked);
    put_on_stage(state, Code(code.begin(), code.end()));
  }
  draw_tiles(frame, first, grid, count);
  mark_tile(frame, grid, touched);
  draw_corners(state.shown.view, grid);
  draw_track(frame, state.shown.view.interpolation.track, square_of(grid));
}

void draw_track_buttons(Frame& frame, Rect area) {
  View& view = frame.state().shown.view;
  if (follows_track(view)) {
    const Rect half = cut_right(area, (area.width() - space::s) / 2, space::s);
    if (button("Clear path", half, ButtonLook::plain, "back to the path from A to B")) {
      view.interpolation.track.clear();
      view.playing = false;
    }
  }
  if (!button("Round trip", area, ButtonLook::plain, "a path along the sides of the grid")) return;
  view.interpolation.track = {{0, 0}, {kTrackSteps, 0}, {kTrackSteps, kTrackSteps}, {0, kTrackSteps}};
  start_walk(view);
}

}  // namespace zscape
