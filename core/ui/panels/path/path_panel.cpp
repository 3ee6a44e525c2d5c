// The path: a strip of digits along it, the digit at the position, playback. From anchor A to anchor B, or over the grid.
#include "ui/panels/path/path_panel.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include "latent/geodesic.hpp"
#include "nn/matrix.hpp"
#include "spec/model_spec.hpp"
#include "ui/kit/icons.hpp"
#include "ui/kit/interaction.hpp"
#include "ui/kit/layout.hpp"
#include "ui/kit/theme.hpp"
#include "ui/kit/widgets.hpp"
#include "ui/panels/frame/frame.hpp"
#include "ui/panels/frame/tiles.hpp"
#include "ui/pictures/path_codes.hpp"
#include "ui/session/changes.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/path_search.hpp"
#include "ui/state/pictures.hpp"
#include "ui/view/code.hpp"
#include "ui/view/interpolate_view.hpp"
#include "ui/view/limits.hpp"
#include "ui/view/path.hpp"
#include "ui/view/tab.hpp"
#include "ui/view/view.hpp"

namespace zscape {
namespace {

constexpr int kTiles = 11;  // from A to B where there is room
constexpr int kFewestTiles = 7;
constexpr float kGap = 6;
constexpr float kSliderHeight = 24;
constexpr float kCompactSliderHeight = 38;
constexpr float kKindsWidth = 96;  // below each other
constexpr float kSpeedWidth = 168;
constexpr std::array kKinds = {PathKind::spherical, PathKind::linear, PathKind::geodesic};  // as they are listed

Matrix current_code(const AppState& state) { return as_row(path_code(state, state.shown.view.position)); }

void draw_digits(Frame& frame, const TileGrid& grid) {
  AppState& state = frame.state();
  const int count = grid.count();
  const int first = frame.plan.add({.role = Role::path, .count = count, .model = &*state.opened.model, .codes = [&state, count] {
                                      return path_codes(state, count);
                                    }});
  const bool round = follows_track(state.shown.view);
  const TouchedTile touched =
      touchable_tiles("strip", grid, count, {.name = round ? "the path that was drawn" : "the path from A to B"});
  if (touched.under >= 0) frame.plan.focus = first + touched.under;
  if (touched.clicked >= 0) {
    state.shown.view.position = static_cast<double>(touched.clicked) / (count - 1);
    state.shown.view.playing = false;
  }
  draw_tiles(frame, first, grid, count);
  if (!round) draw_badge(grid.tile(0), "A");
  if (!round) draw_badge(grid.tile(count - 1), "B");
  mark_tile(frame, grid, touched);
}

/// From the middle of the first digit to the middle of the last, so that the grab stands under the digits it is between.
void draw_position(Frame& frame, const Rect& area, float tile) {
  View& view = frame.state().shown.view;
  float position = static_cast<float>(view.position);
  if (slider("position", inset(area, tile / 2, 0), position, 0, 1, 0, frame.pointer,
             {.filled = true, .grab_radius = 7, .name = "position on the path"})) {
    view.position = static_cast<double>(position);
    view.playing = false;
  }
}

TileGrid compact_strip(const Rect& area) {
  return tile_columns(area, std::clamp(static_cast<int>((area.width() + kGap) / (42 + kGap)), kFewestTiles, kMaxPath), 1, kGap);
}

/// As many digits as are as high as the room above the slider, spread over the width.
TileGrid wide_strip(const Rect& area) {
  const float size = area.height() - kSliderHeight;
  const int fitting = static_cast<int>((area.width() + kGap) / (size + kGap));
  const int columns = std::clamp(fitting, area.width() < 480 ? kFewestTiles : kTiles, kMaxPath);
  const float gap = (area.width() - static_cast<float>(columns) * size) / static_cast<float>(columns - 1);
  return gap >= 3 ? TileGrid{area.min, size, gap, columns, 1} : tile_columns(area, columns, 1, kGap);
}

/// How far the picture moves on a path of that kind, as text; "" where that is not shown.
std::string length_text(const AppState& state, PathKind kind) {
  if (state.shown.view.tab != Tab::interpolate || follows_track(state.shown.view)) return {};
  if (kind == PathKind::geodesic && !has_geodesic(state.opened.model->spec())) return "\xe2\x80\x93";
  const Measure& measure = state.derived.path_search.measure(kind);
  if (!measure.done()) return "\xe2\x80\xa6";
  char text[24];
  std::snprintf(text, sizeof text, "%.1f", measure.length);
  return text;
}

Choice choice_of(const AppState& state, PathKind kind, const char* name, std::string what) {
  Choice choice{.label = name, .detail = length_text(state, kind), .hint = std::move(what)};
  if (kind == PathKind::geodesic && !has_geodesic(state.opened.model->spec())) {
    choice.hint = "not for this model: its code has too many dimensions to search in";
    choice.enabled = false;
  } else if (kind == PathKind::geodesic && follows_track(state.shown.view)) {
    choice.hint = "between two anchors only";
    choice.enabled = false;
  } else if (!choice.detail.empty()) {
    choice.hint += "; the number is how far the picture moves: the sum of distances between neighbouring pictures";
  }
  return choice;
}

}  // namespace

void draw_play(Frame& frame, const Rect& area) {
  bool& playing = frame.state().shown.view.playing;
  const char* start = follows_track(frame.state().shown.view) ? "walk along the path that was drawn" : "walk from A to B and back";
  if (round_button("play", area, playing ? Icon::pause : Icon::play, playing ? "stop" : start)) playing = !playing;
}

void draw_current(Frame& frame, const Rect& area) {
  AppState& state = frame.state();
  const int tile = frame.plan.add({.role = Role::on_path,
                                   .count = 1,
                                   .model = &*state.opened.model,
                                   .codes = [&state] { return current_code(state); },
                                   .urgent = true});
  if (touchable("current", area, {.name = "the one on the path", .hint = "put it on the stage"}).clicked)
    put_on_stage(state, path_code(state, state.shown.view.position));
  draw_tiles(frame, tile, tile_columns(area, 1, 1, 0), 1);
  outline(area, palette().accent_text, 2, 6);
}

Rect draw_walk_line(Frame& frame, Rect& area) {
  Rect line = cut_top(area, kCompactCurrent, space::m);
  draw_play(frame, centred_height(cut_left(line, kPlayButton, space::m), kPlayButton));
  draw_current(frame, cut_left(line, kCompactCurrent, space::m));
  return line;
}

void draw_strip(Frame& frame, const Rect& area) {
  TileGrid grid = frame.compact ? compact_strip(area) : wide_strip(area);
  const float slider = frame.compact ? kCompactSliderHeight : kSliderHeight;
  Rect block = centred_height(area, grid.size + slider);
  grid.min.y = block.min.y;
  draw_digits(frame, grid);
  draw_position(frame, cut_bottom(block, frame.compact ? slider : slider - 2), grid.size);
}

float strip_height(const Frame&, float width) { return compact_strip({{0, 0}, {width, 0}}).size + kCompactSliderHeight; }

float kinds_height(const Frame& frame) { return frame.state().shown.view.tab == Tab::interpolate ? 46 : frame.control_height(); }

void draw_kinds(Frame& frame, const Rect& area) {
  AppState& state = frame.state();
  const std::array choices = {
      choice_of(state, PathKind::spherical, "spherical", "around the origin, where samples lie"),
      choice_of(state, PathKind::linear, "linear", "straight ahead"),
      choice_of(state, PathKind::geodesic, "geodesic", "the shortest way from picture to picture"),
  };
  PathKind shown = state.shown.view.path;
  if (follows_track(state.shown.view) && shown == PathKind::geodesic) shown = PathKind::spherical;
  const auto before = std::find(kKinds.begin(), kKinds.end(), shown) - kKinds.begin();
  const int chosen = segmented("path", area, choices, static_cast<int>(before));
  if (chosen != before) state.shown.view.path = kKinds[static_cast<std::size_t>(chosen)];
}

void draw_kind_digits(Frame& frame, const Rect& area) {
  AppState& state = frame.state();
  const int columns = has_geodesic(state.opened.model->spec()) ? 3 : 2;
  TileGrid grid = {area.min, std::floor((area.width() - 2 * space::s) / 3), space::s, columns, 1};
  grid.rows = static_cast<int>((area.height() + grid.gap) / (grid.size + grid.gap));
  if (grid.rows < 1) return;
  const int count = grid.count();
  const auto kind_of = [columns](int tile) { return kKinds[static_cast<std::size_t>(tile % columns)]; };
  const auto position_of = [grid](int tile) { return static_cast<double>(tile / grid.columns + 1) / (grid.rows + 1); };
  const int first = frame.plan.add({.role = Role::kind, .count = count, .model = &*state.opened.model, .codes = [=, &state] {
                                      Matrix codes(count, code_width(state.opened.model->spec()));
                                      for (int i = 0; i < count; ++i) {
                                        const Code code = direct_code(state, kind_of(i), position_of(i));
                                        std::copy(code.begin(), code.end(), row(codes, i).begin());
                                      }
                                      return codes;
                                    }});
  const TouchedTile touched = touchable_tiles("kinds", grid, count, {.name = "from A to B on each kind of path"});
  if (touched.under >= 0) frame.plan.focus = first + touched.under;
  if (touched.clicked >= 0) {
    state.shown.view.path = kind_of(touched.clicked);
    state.shown.view.position = position_of(touched.clicked);
    state.shown.view.playing = false;
  }
  draw_tiles(frame, first, grid, count);
  mark_tile(frame, grid, touched);
}

void draw_speed(Frame& frame, const Rect& area) {
  float& speed = frame.state().shown.view.interpolation.speed;
  Rect room = labelled_box(area, "speed");
  char text[16];
  std::snprintf(text, sizeof text, "%.2f\xc3\x97", static_cast<double>(speed));
  draw_text(cut_right(room, 40, space::m), text, Face::body, palette().text, Align::right);
  cut_left(room, space::s);
  float doublings = std::log2(speed);
  if (slider("speed", room, doublings, std::log2(kSlowest), std::log2(kFastest), 0, frame.pointer))
    speed = std::clamp(std::exp2(doublings), kSlowest, kFastest);
  say("speed", text);
}

float path_height(const Frame&, float width) { return std::clamp(width * 0.118f, 112.0f, 164.0f); }

void draw_path(Frame& frame, Rect area) {
  area = inset(area, 0, space::l);
  draw_play(frame, centred_height(cut_left(area, kPlayButton, space::l), kPlayButton));
  if (frame.state().shown.view.tab != Tab::interpolate) {
    draw_current(frame, cut_left(area, area.height(), space::l));
    if (frame.state().shown.view.tab == Tab::map) {
      draw_speed(frame, centred_height(cut_right(area, kSpeedWidth, space::l), frame.control_height()));
    } else {
      draw_kinds(frame, cut_right(area, kKindsWidth, space::l));
    }
  }
  draw_strip(frame, area);
}

}  // namespace zscape
