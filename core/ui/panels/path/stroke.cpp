#include "ui/panels/path/stroke.hpp"

#include <utility>

#include "ui/kit/interaction.hpp"
#include "ui/kit/layout.hpp"
#include "ui/kit/widgets.hpp"
#include "ui/panels/frame/frame.hpp"
#include "ui/state/app_state.hpp"
#include "ui/view/track.hpp"
#include "ui/view/view.hpp"

namespace zscape {
namespace {

constexpr float kStrokeFrom = 6;  // a press that moves less is a click

Spot spot_under(const Rect& square, ImVec2 point) {
  return {static_cast<double>((point.x - square.min.x) / square.width()),
          static_cast<double>((point.y - square.min.y) / square.height())};
}

ImVec2 place_of(const Rect& square, Spot spot) {
  return {square.min.x + static_cast<float>(spot.u) * square.width(), square.min.y + static_cast<float>(spot.v) * square.height()};
}

void draw_line(std::span<const TrackPoint> track, const Rect& square, bool closed) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  std::vector<ImVec2> points;
  for (const TrackPoint point : track) points.push_back(place_of(square, spot_of(point)));
  const int count = static_cast<int>(points.size());
  if (closed) list.AddLine(points.back(), points.front(), faded(palette().accent, 0.5f), 1.5f);
  list.AddPolyline(points.data(), count, faded(palette().on_accent, 0.6f), 0, 5);
  list.AddPolyline(points.data(), count, palette().accent, 0, 2.5f);
}

void draw_dot(ImVec2 at) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddCircleFilled(at, 8, palette().on_accent, 24);
  list.AddCircleFilled(at, 6, palette().accent, 24);
}

}  // namespace

std::optional<std::vector<TrackPoint>> follow_stroke(Frame& frame, const Rect& square, bool held) {
  std::vector<TrackPoint>& stroke = frame.state().moment.stroke;
  if (held) {
    const ImGuiIO& io = ImGui::GetIO();
    frame.pointer.taken = true;  // a finger on the pictures draws and does not scroll
    if (!ImGui::IsMouseDragging(0, kStrokeFrom)) return {};
    if (stroke.empty()) extend(stroke, nearest_point(spot_under(square, io.MouseClickedPos[0])));
    extend(stroke, nearest_point(spot_under(square, io.MousePos)));
    return {};
  }
  std::vector<TrackPoint> ended = std::exchange(stroke, {});
  if (ended.size() < 2) return {};
  return ended;
}

void draw_track(const Frame& frame, std::span<const TrackPoint> track, const Rect& square) {
  const AppState& state = frame.state();
  if (!state.moment.stroke.empty()) return draw_line(state.moment.stroke, square, false);
  if (track.empty()) return;
  draw_line(track, square, true);
  draw_dot(place_of(square, spot_at(track, state.shown.view.position)));
}

void start_walk(View& view) {
  view.position = 0;
  view.playing = true;
}

}  // namespace zscape
