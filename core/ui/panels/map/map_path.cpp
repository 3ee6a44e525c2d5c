// The path over the map: drawing it, and walking along it.
#include "ui/panels/map/map_path.hpp"

#include <cmath>

#include "ui/kit/interaction.hpp"
#include "ui/kit/layout.hpp"
#include "ui/kit/theme.hpp"
#include "ui/kit/widgets.hpp"
#include "ui/panels/frame/frame.hpp"
#include "ui/panels/path/path_panel.hpp"
#include "ui/panels/path/stroke.hpp"
#include "ui/pictures/map_plane.hpp"
#include "ui/state/app_state.hpp"
#include "ui/view/map_view.hpp"
#include "ui/view/track.hpp"

namespace zscape {
namespace {

constexpr int kCorners = 24;  // of a round trip
constexpr double kRadius = 0.35;

bool has_path(const AppState& state) { return !state.shown.view.map.track.points.empty(); }

/// A circle in the middle of the part of the map that is in sight.
MapTrack round_trip(const AppState& state) {
  MapTrack track = {.square = map_window(state), .points = {}};
  for (int i = 0; i < kCorners; ++i) {
    const double turn = 2 * 3.14159265358979 * i / kCorners;
    track.points.push_back(nearest_point({0.5 + kRadius * std::cos(turn), 0.5 - kRadius * std::sin(turn)}));
  }
  return track;
}

/// What to do while there is no path yet.
void draw_invitation(Frame& frame, Rect area) {
  AppState& state = frame.state();
  area = centred_height(area, frame.control_height());
  if (!map_plane(state)) return draw_text(area, "once the map is there, a path can be drawn over it", Face::body, palette().muted);
  const Rect place = cut_right(area, button_width("Round trip"), space::m);
  if (button("Round trip", place, ButtonLook::plain, "a path around the middle of the map")) {
    state.shown.view.map.track = round_trip(state);
    state.moment.map.drawing = false;
    start_walk(state.shown.view);
  }
  draw_text(area, "drag over the map to draw a path", Face::body, palette().text);
}

void draw_compact_walk(Frame& frame, Rect area) {
  const Rect line = draw_walk_line(frame, area);
  draw_speed(frame, centred_height(line, frame.control_height()));
  draw_strip(frame, area);
}

}  // namespace

void draw_path_switch(Frame& frame, const Rect& area) {
  AppState& state = frame.state();
  bool on = shows_map_path(state);
  if (!toggle("Path", area, on, on ? "leave the path" : "draw a path over the map")) return;
  state.moment.map.drawing = on;
  if (!has_path(state)) return;
  state.shown.view.map.track = {};
  state.shown.view.playing = false;
}

bool shows_map_path(const AppState& state) { return state.moment.map.drawing || has_path(state); }

float map_path_height(const Frame& frame, float width) {
  if (!frame.compact) return path_height(frame, width);
  return has_path(frame.state()) ? kCompactCurrent + space::m + strip_height(frame, width) : frame.control_height();
}

void draw_map_path(Frame& frame, const Rect& area) {
  if (!has_path(frame.state())) return draw_invitation(frame, area);
  frame.compact ? draw_compact_walk(frame, area) : draw_path(frame, area);
}

}  // namespace zscape
