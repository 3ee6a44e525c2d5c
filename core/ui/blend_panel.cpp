// The grid between three or four anchors. A click puts a digit of it on the stage; dragging over it draws a path.
#include <algorithm>

#include "latent/blend.hpp"
#include "ui/interpolate_parts.hpp"
#include "ui/path_parts.hpp"
#include "ui/track.hpp"

namespace zscape {
namespace {

constexpr float kTile = 64;
constexpr int kFewest = 5;
constexpr int kMost = 9;
constexpr float kGap = 3;
constexpr float kStrokeFrom = 6;  // a press that moves less is a click

TileGrid grid_in(const Rect& area) {
  const int side = std::clamp(static_cast<int>((area.width() + kGap) / (kTile + kGap)), kFewest, kMost);
  return tile_columns(area, side, side, kGap);
}

Matrix grid_codes(const AppState& state, const TileGrid& grid) {
  const View& view = state.view;
  return blend_grid(grid_path(view.path), state.model->spec(), anchors_of(view), grid.rows, grid.columns);
}

// The middles of the first and the last tile are 0 and 1.
Spot spot_under(const TileGrid& grid, ImVec2 point) {
  const ImVec2 first = grid.tile(0).centre();
  const ImVec2 last = grid.tile(grid.count() - 1).centre();
  return {static_cast<double>((point.x - first.x) / (last.x - first.x)),
          static_cast<double>((point.y - first.y) / (last.y - first.y))};
}

ImVec2 place_of(const TileGrid& grid, Spot spot) {
  const ImVec2 first = grid.tile(0).centre();
  const ImVec2 last = grid.tile(grid.count() - 1).centre();
  return {first.x + static_cast<float>(spot.u) * (last.x - first.x), first.y + static_cast<float>(spot.v) * (last.y - first.y)};
}

/// Starts, continues or ends the stroke of a pointer that holds the grid. Whether it is, or just was, more than a click.
bool draw_stroke(Frame& frame, const TileGrid& grid, bool held) {
  AppState& state = frame.state;
  std::vector<TrackPoint>& stroke = state.stroke;
  const ImGuiIO& io = ImGui::GetIO();
  if (held) {
    frame.pointer.taken = true;  // a finger on the grid draws and does not scroll
    const bool moved = ImGui::IsMouseDragging(0, kStrokeFrom);
    if (moved && stroke.empty()) extend(stroke, nearest_point(spot_under(grid, io.MouseClickedPos[0])));
    if (moved) extend(stroke, nearest_point(spot_under(grid, io.MousePos)));
    return moved;
  }
  const bool drawn = stroke.size() >= 2;
  if (drawn) {
    state.view.interpolation.track = stroke;
    state.view.position = 0;
    state.view.playing = true;
  }
  stroke.clear();
  return drawn;
}

void draw_line(std::span<const TrackPoint> track, const TileGrid& grid, bool closed) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  std::vector<ImVec2> points;
  for (const TrackPoint point : track) points.push_back(place_of(grid, spot_of(point)));
  if (points.empty()) return;
  const int count = static_cast<int>(points.size());
  if (closed) list.AddLine(points.back(), points.front(), faded(palette().accent, 0.5f), 1.5f);
  list.AddPolyline(points.data(), count, faded(palette().on_accent, 0.6f), 0, 5);
  list.AddPolyline(points.data(), count, palette().accent, 0, 2.5f);
}

void draw_dot(const View& view, const TileGrid& grid) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 at = place_of(grid, spot_at(view.interpolation.track, view.position));
  list.AddCircleFilled(at, 8, palette().on_accent, 24);
  list.AddCircleFilled(at, 6, palette().accent, 24);
}

void draw_corners(const View& view, const TileGrid& grid) {
  draw_badge(grid.tile(0), "A");
  draw_badge(grid.tile(grid.columns - 1), "B");
  draw_badge(grid.tile(grid.count() - grid.columns), "C");
  if (view.anchors[3]) draw_badge(grid.tile(grid.count() - 1), "D");
}

}  // namespace

bool has_grid(const View& view) { return view.anchors[2].has_value(); }

void draw_blend(Frame& frame, const Rect& area) {
  AppState& state = frame.state;
  const TileGrid grid = grid_in(area);
  const int count = grid.count();
  const int first = frame.plan.add(
      {.role = Role::blend, .count = count, .model = &*state.model, .codes = [&state, grid] { return grid_codes(state, grid); }});
  const TouchedTile touched = touchable_tiles(
      "blend", grid, count, {.name = "the grid between the anchors", .hint = "drag to draw a path, click for the stage"});
  const bool drew = draw_stroke(frame, grid, ImGui::IsItemActive());
  if (touched.under >= 0) frame.plan.focus = first + touched.under;
  if (touched.clicked >= 0 && !drew) {
    const Matrix codes = grid_codes(state, grid);
    const auto code = row(codes, touched.clicked);
    put_on_stage(state, Code(code.begin(), code.end()));
  }
  draw_tiles(frame, first, grid, count);
  mark_tile(frame, grid, touched);
  draw_corners(state.view, grid);
  if (!state.stroke.empty()) return draw_line(state.stroke, grid, false);
  if (!follows_track(state.view)) return;
  draw_line(state.view.interpolation.track, grid, true);
  draw_dot(state.view, grid);
}

void draw_track_buttons(Frame& frame, Rect area) {
  View& view = frame.state.view;
  if (follows_track(view)) {
    const Rect half = cut_right(area, (area.width() - space::s) / 2, space::s);
    if (button("Clear path", half, ButtonLook::plain, "back to the path from A to B")) {
      view.interpolation.track.clear();
      view.playing = false;
    }
  }
  if (!button("Round trip", area, ButtonLook::plain, "a path along the sides of the grid")) return;
  view.interpolation.track = {{0, 0}, {kTrackSteps, 0}, {kTrackSteps, kTrackSteps}, {0, kTrackSteps}};
  view.position = 0;
  view.playing = true;
}

}  // namespace zscape
