// Interpolate: the anchors and what lies between them, a path that is walked along, latent arithmetic.
#include "ui/panels/interpolate/interpolate_panel.hpp"

#include <algorithm>

#include "ui/kit/interaction.hpp"
#include "ui/kit/layout.hpp"
#include "ui/kit/theme.hpp"
#include "ui/kit/widgets.hpp"
#include "ui/panels/frame/frame.hpp"
#include "ui/panels/frame/tiles.hpp"
#include "ui/panels/interpolate/anchors_panel.hpp"
#include "ui/panels/interpolate/arithmetic_panel.hpp"
#include "ui/panels/interpolate/blend_panel.hpp"
#include "ui/panels/path/path_panel.hpp"
#include "ui/state/app_state.hpp"
#include "ui/view/path.hpp"

namespace zscape {
namespace {

constexpr float kNarrowest = 232;  // the column beside the square
constexpr float kWidest = 760;
constexpr float kSmallestTile = 48;
constexpr float kLargestTile = 112;

/// Anchors and arithmetic side by side, with tiles of one size.
float row_tile(float width) {
  const float room = width - space::xl - anchors_width(0) - arithmetic_width(0);
  return std::clamp(std::floor(room / 8), kSmallestTile, kLargestTile);
}

void draw_codes(Frame& frame, Rect row, float tile) {
  draw_anchors(frame, cut_left(row, anchors_width(tile), space::xl));
  draw_arithmetic(frame, cut_left(row, arithmetic_width(tile)));
}

float settings_height(const Frame& frame) {
  const float lines = has_grid(frame.state().shown.view) ? 2 : 1;  // speed, and what can be done with a path over the grid
  return kCaption + kinds_height(frame) + lines * (space::s + frame.control_height());
}

/// How the path goes, how fast, and over the grid what can be done with it.
void draw_settings(Frame& frame, Rect area) {
  draw_text(cut_top(area, kCaption), "Path", Face::small, palette().muted);
  draw_kinds(frame, cut_top(area, kinds_height(frame), space::s));
  draw_speed(frame, cut_top(area, frame.control_height(), space::s));
  if (has_grid(frame.state().shown.view)) draw_track_buttons(frame, cut_top(area, frame.control_height()));
}

/// The grid, or where two anchors span none the digit on the path, as a large square; beside it the path's settings.
void draw_middle(Frame& frame, Rect area) {
  const float side = std::min(area.height(), area.width() - kNarrowest - space::l);
  const Rect square = {area.min, {area.min.x + side, area.min.y + side}};
  cut_left(area, side, space::l);
  area.max.x = std::min(area.max.x, area.min.x + kWidest);
  if (has_grid(frame.state().shown.view)) {
    draw_blend(frame, square);
    const float digit = std::min(area.width(), area.height() - settings_height(frame) - space::m);
    Rect place = cut_top(area, digit, space::m);
    draw_current(frame, cut_left(place, digit));
  } else {
    draw_current(frame, square);
  }
  draw_settings(frame, area);
  cut_top(area, settings_height(frame), space::m);
  if (!has_grid(frame.state().shown.view)) draw_kind_digits(frame, area);
}

void draw_wide(Frame& frame, Rect area) {
  const Rect path = cut_bottom(area, path_height(frame, area.width()));
  fill({path.min, {path.max.x, path.min.y + 1}}, palette().line);
  area = inset(area, space::l, space::l);
  const float tile = row_tile(area.width());
  draw_codes(frame, cut_top(area, anchors_height(frame, anchors_width(tile)), space::l), tile);
  draw_middle(frame, area);
  draw_path(frame, inset(path, space::l, 0));
}

/// Playback, the digit on the path and how the path goes.
void draw_compact_path(Frame& frame, Rect area) {
  const Rect line = draw_walk_line(frame, area);
  const float buttons = has_grid(frame.state().shown.view) ? frame.control_height() + space::s : 0;
  Rect block = centred_height(line, frame.control_height() + buttons);
  draw_speed(frame, cut_top(block, frame.control_height(), space::s));
  if (has_grid(frame.state().shown.view)) draw_track_buttons(frame, block);
  draw_kinds(frame, cut_top(area, kinds_height(frame), space::m));
  draw_strip(frame, area);
}

float compact_path_height(const Frame& frame, float width) {
  return kCompactCurrent + space::m + kinds_height(frame) + space::m + strip_height(frame, width);
}

}  // namespace

float interpolate_height(const Frame& frame, float width) {
  const float grid = has_grid(frame.state().shown.view) ? width + space::l : 0;
  return compact_path_height(frame, width) + grid + anchors_height(frame, width) + space::m + arithmetic_height(frame, width);
}

void draw_interpolate(Frame& frame, Rect area) {
  if (!frame.compact) return draw_wide(frame, area);
  const float width = area.width();
  draw_compact_path(frame, cut_top(area, compact_path_height(frame, width)));
  if (has_grid(frame.state().shown.view)) draw_blend(frame, cut_top(area, width, space::l));
  draw_anchors(frame, cut_top(area, anchors_height(frame, width), space::m));
  draw_arithmetic(frame, cut_top(area, arithmetic_height(frame, width)));
}

}  // namespace zscape
