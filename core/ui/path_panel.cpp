// The path from anchor A to anchor B: a strip of digits along it, the digit at the position, playback.
#include <algorithm>
#include <array>

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
  fill(badge, palette().accent, 4);
  draw_text(badge, letter, Face::small, palette().on_accent, Align::centre);
}

/// The codes from A to B.
Matrix strip_codes(const AppState& state, int count) {
  const View& view = state.view;
  return interpolate_strip(view.path, state.model->spec().latent, *view.anchors[0], *view.anchors[1], count);
}

Matrix current_code(const AppState& state) {
  const View& view = state.view;
  const Code code = interpolate(view.path, state.model->spec().latent, *view.anchors[0], *view.anchors[1], view.position);
  return Eigen::Map<const Matrix>(code.data(), 1, std::ssize(code));
}

void draw_strip(Frame& frame, const TileGrid& grid) {
  AppState& state = frame.state;
  const int count = grid.count();
  const int first = frame.plan.add(
      {.role = Role::path, .count = count, .model = &*state.model, .codes = [&state, count] { return strip_codes(state, count); }});
  const TouchedTile touched = touchable_tiles("strip", grid, count, {.name = "the path from A to B"});
  if (touched.under >= 0) frame.plan.focus = first + touched.under;
  if (touched.clicked >= 0) {
    state.view.position = static_cast<double>(touched.clicked) / (count - 1);
    state.view.playing = false;
  }
  draw_tiles(frame, first, grid, count);
  draw_badge(grid.tile(0), "A");
  draw_badge(grid.tile(count - 1), "B");
  mark_tile(frame, grid, touched);
}

/// From the middle of A to the middle of B, so that the grab stands under the digits it is between.
void draw_position(Frame& frame, const Rect& area, float tile) {
  View& view = frame.state.view;
  float position = static_cast<float>(view.position);
  if (slider("position", inset(area, tile / 2, 0), position, 0, 1, 0, frame.pointer,
             {.filled = true, .grab_radius = 7, .name = "position on the path"})) {
    view.position = static_cast<double>(position);
    view.playing = false;
  }
}

void draw_play(Frame& frame, const Rect& area) {
  bool& playing = frame.state.view.playing;
  if (round_button("play", area, playing ? Icon::pause : Icon::play, playing ? "stop" : "walk from A to B and back"))
    playing = !playing;
}

/// The digit at the position; a click puts it on the stage.
void draw_current(Frame& frame, const Rect& area) {
  AppState& state = frame.state;
  const int tile = frame.plan.add({.role = Role::on_path,
                                   .count = 1,
                                   .model = &*state.model,
                                   .codes = [&state] { return current_code(state); },
                                   .urgent = true});
  if (touchable("current", area, {.name = "the digit on the path", .hint = "put it on the stage"}).clicked) {
    const Matrix code = current_code(state);
    state.view.stage = Code(row(code, 0).begin(), row(code, 0).end());
    state.selected.reset();
  }
  draw_tiles(frame, tile, tile_columns(area, 1, 1, 0), 1);
  outline(area, palette().accent_text, 2, 6);
}

void draw_kind(Frame& frame, const Rect& area) {
  static constexpr std::array kNames = {"spherical", "linear"};
  Path& path = frame.state.view.path;
  path = segmented("path", area, kNames, path == Path::spherical ? 0 : 1) == 0 ? Path::spherical : Path::linear;
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
