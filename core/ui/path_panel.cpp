// The path from anchor A to anchor B: a strip of digits along it, the digit at the position, playback.
#include <algorithm>

#include "ui/panels.hpp"

namespace zscape {
namespace {

constexpr int kTiles = 11;  // from A to B where there is room
constexpr int kFewestTiles = 7;
constexpr float kGap = 6;
constexpr float kSliderHeight = 24;
constexpr float kCompactSliderHeight = 38;
constexpr float kPlay = 44;

/// "A" or "B" in the corner of its tile.
void draw_badge(const Rect& tile, const char* letter) {
  const Rect badge = {{tile.min.x + 2, tile.min.y + 2}, {tile.min.x + 16, tile.min.y + 16}};
  fill(badge, colour::accent, 4);
  draw_text(badge, letter, Face::small, colour::on_accent, Align::centre);
}

void draw_strip(Frame& frame, const TileGrid& grid) {
  View& view = frame.state.view;
  frame.plan.path = grid.count();
  const Touched touched = touchable("strip", grid.bounds());
  const int under = touched.hovered ? grid.at(ImGui::GetMousePos()) : -1;
  if (under >= 0) frame.plan.focus = frame.plan.path_tile(under);
  if (touched.clicked && under >= 0) {
    view.position = static_cast<double>(under) / (grid.count() - 1);
    view.playing = false;
  }
  draw_tiles(frame, frame.plan.path_tile(0), grid, grid.count());
  draw_badge(grid.tile(0), "A");
  draw_badge(grid.tile(grid.count() - 1), "B");
  if (under >= 0 && !frame.pointer.touch) outline(grid.tile(under), colour::muted, 1, 5);
}

/// From the middle of A to the middle of B, so that the grab stands under the digits it is between.
void draw_position(Frame& frame, const Rect& area, float tile) {
  View& view = frame.state.view;
  float position = static_cast<float>(view.position);
  if (slider("position", inset(area, tile / 2, 0), position, 0, 1, 0, frame.pointer, {.filled = true, .grab_radius = 7})) {
    view.position = static_cast<double>(position);
    view.playing = false;
  }
}

void draw_play(Frame& frame, const Rect& area) {
  bool& playing = frame.state.view.playing;
  if (round_button("play", area, playing ? Icon::pause : Icon::play)) playing = !playing;
}

/// The digit at the position; a click puts it on the stage.
void draw_current(Frame& frame, const Rect& area) {
  View& view = frame.state.view;
  const Touched touched = touchable("current", area);
  if (touched.clicked) {
    view.stage = interpolate(view.path, frame.state.model->spec().latent, *view.anchors[0], *view.anchors[1], view.position);
    frame.state.selected.reset();
  }
  draw_tiles(frame, frame.plan.on_path(), tile_columns(area, 1, 1, 0), 1);
  outline(area, colour::accent, 2, 6);
}

void draw_kind(Frame& frame, const Rect& area) {
  Path& path = frame.state.view.path;
  path = segmented("path", area, "spherical", "linear", path == Path::spherical ? 0 : 1) == 0 ? Path::spherical : Path::linear;
}

TileGrid compact_strip(const Rect& area) {
  return tile_columns(area, std::clamp(static_cast<int>((area.width() + kGap) / (42 + kGap)), kFewestTiles, kMaxPath), 1, kGap);
}

void draw_compact(Frame& frame, Rect area) {
  Rect line = cut_top(area, 64, space::m);
  draw_play(frame, centred_height(cut_left(line, kPlay, space::m), kPlay));
  draw_current(frame, cut_left(line, 64, space::m));
  draw_kind(frame, centred_height(cut_right(line, std::min(line.width(), 172.0f)), frame.control_height()));

  const TileGrid grid = compact_strip(area);
  draw_strip(frame, grid);
  cut_top(area, grid.size);
  draw_position(frame, cut_top(area, kCompactSliderHeight), grid.size);
}

}  // namespace

float path_height(const Frame& frame, float width) {
  if (!frame.compact) return std::clamp(width * 0.118f, 112.0f, 164.0f);
  return 64 + space::m + compact_strip({{0, 0}, {width, 0}}).size + kCompactSliderHeight;
}

void draw_path(Frame& frame, Rect area) {
  if (frame.compact) return draw_compact(frame, area);
  area = inset(area, 0, space::l);
  draw_play(frame, centred_height(cut_left(area, kPlay, space::l), kPlay));
  draw_current(frame, cut_left(area, area.height(), space::l));
  draw_kind(frame, centred_height(cut_right(area, 164, space::l), frame.control_height()));

  // As many digits as are as high as the room above the slider, spread over the width.
  const float size = area.height() - kSliderHeight;
  const int fitting = static_cast<int>((area.width() + kGap) / (size + kGap));
  const int columns = std::clamp(fitting, area.width() < 480 ? kFewestTiles : kTiles, kMaxPath);
  const float gap = (area.width() - static_cast<float>(columns) * size) / static_cast<float>(columns - 1);
  TileGrid grid = gap >= 3 ? TileGrid{area.min, size, gap, columns, 1} : tile_columns(area, columns, 1, kGap);
  Rect block = centred_height(area, grid.size + kSliderHeight);
  grid.min.y = block.min.y;
  draw_strip(frame, grid);
  draw_position(frame, cut_bottom(block, kSliderHeight - 2), grid.size);
}

}  // namespace zscape
