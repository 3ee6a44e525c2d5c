#include "ui/panels/map/map_gestures.hpp"

#include <algorithm>
#include <cmath>

#include "latent/plane.hpp"
#include "ui/kit/interaction.hpp"
#include "ui/kit/widgets.hpp"
#include "ui/panels/frame/frame.hpp"
#include "ui/panels/path/stroke.hpp"
#include "ui/pictures/map_cells.hpp"
#include "ui/pictures/map_plane.hpp"
#include "ui/state/app_state.hpp"
#include "ui/view/map_view.hpp"

namespace zscape {
namespace {

constexpr float kDragFrom = 4;         // layout units; below it is a click
constexpr double kZoomPerNotch = 1.2;  // of the wheel
constexpr double kZoomPerKey = 1.5;
constexpr double kMovePerKey = 0.1;      // of the shorter side of the map
constexpr double kZoomingSeconds = 0.5;  // in which one step of zooming follows another

void show_window(AppState& state, MapPlacement& placement, const MapWindow& window) {
  placement.window = bounded(window);
  state.shown.view.map.window = placement.window;
}

/// The point `around` stays where it is.
MapWindow zoomed(const MapWindow& window, const Coordinates& around, double factor) {
  const double across = std::clamp(window.across * factor, kMinAcross, kMaxAcross);
  const double exact = across / window.across;
  return {.x = around.x + (window.x - around.x) * exact, .y = around.y + (window.y - around.y) * exact, .across = across};
}

bool is_dragged() {
  const ImVec2 most = interaction().dragged;
  return std::max(most.x, most.y) > kDragFrom;
}

void drag(Frame& frame, const Touched& touched, MapPlacement& placement) {
  auto& grabbed = frame.state().moment.map.grabbed;
  if (frame.state().moment.map.drawing) return;
  if (!touched.held) return grabbed.reset();
  if (!grabbed) grabbed = placement.window;
  if (!is_dragged() || !ImGui::IsMousePosValid()) return;
  const ImGuiIO& io = ImGui::GetIO();
  MapWindow window = *grabbed;
  window.x -= static_cast<double>(io.MousePos.x - io.MouseClickedPos[0].x) / placement.scale();
  window.y += static_cast<double>(io.MousePos.y - io.MouseClickedPos[0].y) / placement.scale();
  show_window(frame.state(), placement, window);
  frame.pointer.taken = true;
}

/// Two fingers keep the points of the plane that they are on.
void pinch(Frame& frame, MapPlacement& placement) {
  const Pinch& fingers = interaction().pinch;
  const ImVec2 from = {fingers.at.x - fingers.moved.x, fingers.at.y - fingers.moved.y};
  if (fingers.spread == 1 && fingers.moved.x == 0 && fingers.moved.y == 0) return;
  if (!placement.area.contains(from) || !frame.state().moment.open_sheet.empty()) return;
  MapWindow window = zoomed(placement.window, placement.under(from), 1 / static_cast<double>(fingers.spread));
  const double scale = placement.scale() * placement.window.across / window.across;
  window.x -= static_cast<double>(fingers.moved.x) / scale;
  window.y += static_cast<double>(fingers.moved.y) / scale;
  show_window(frame.state(), placement, window);
  frame.state().moment.map.zooming_seconds = kZoomingSeconds;
}

void turn_wheel(Frame& frame, const Touched& touched, MapPlacement& placement) {
  const ImGuiIO& io = ImGui::GetIO();
  const bool scrolls_page = ImGui::GetScrollMaxY() > 0;
  if (!touched.hovered || touched.held || io.MouseWheel == 0 || scrolls_page) return;
  const double notches = std::clamp(static_cast<double>(io.MouseWheel), -8.0, 8.0);
  show_window(frame.state(), placement, zoomed(placement.window, placement.under(io.MousePos), std::pow(kZoomPerNotch, -notches)));
  frame.state().moment.map.zooming_seconds = kZoomingSeconds;
}

void press_keys(Frame& frame, const Touched& touched, MapPlacement& placement) {
  if (!touched.focused) return;
  const auto steps = [](ImGuiKey less, ImGuiKey more) { return (key_pressed(more) ? 1 : 0) - (key_pressed(less) ? 1 : 0); };
  MapWindow window = placement.window;
  window.x += kMovePerKey * window.across * steps(ImGuiKey_LeftArrow, ImGuiKey_RightArrow);
  window.y += kMovePerKey * window.across * steps(ImGuiKey_DownArrow, ImGuiKey_UpArrow);
  for (const ImWchar typed : ImGui::GetIO().InputQueueCharacters) {
    if (typed == '+' || typed == '=') window.across /= kZoomPerKey;
    if (typed == '-') window.across *= kZoomPerKey;
  }
  if (window != placement.window) {
    show_window(frame.state(), placement, window);
    frame.state().moment.map.zooming_seconds = kZoomingSeconds;
  }
  if (key_pressed(ImGuiKey_Home)) {
    fit_map(frame.state());
    placement.window = map_window(frame.state());
  }
}

}  // namespace

void move_by_hand(Frame& frame, const Touched& touched, MapPlacement& placement) {
  drag(frame, touched, placement);
  pinch(frame, placement);
  turn_wheel(frame, touched, placement);
  press_keys(frame, touched, placement);
}

bool draw_path_over(Frame& frame, const Touched& touched, const MapPlacement& placement) {
  AppState& state = frame.state();
  if (!state.moment.map.drawing) return false;
  const MapWindow square = placement.square_in_sight();
  const auto drawn = follow_stroke(frame, placement.square(square), touched.held);
  if (!drawn) return false;
  state.shown.view.map.track = {square, *drawn};
  state.moment.map.drawing = false;
  start_walk(state.shown.view);
  return true;
}

void take_click(Frame& frame, const Touched& touched, const MapPlacement& placement, const Plane& plane) {
  const bool by_key = touched.focused && interaction().activated;
  if (!touched.clicked || (!by_key && is_dragged())) return;
  const Coordinates point = placement.under(by_key ? placement.area.centre() : ImGui::GetMousePos());
  frame.state().shown.view.stage = code_at(plane, point.x, point.y);
  frame.state().moment.selected.reset();
}

void fit_map(AppState& state) { state.shown.view.map.window.reset(); }

void zoom_map(AppState& state, double factor) {
  const MapWindow window = map_window(state);
  state.shown.view.map.window = bounded(zoomed(window, {window.x, window.y}, factor));
}

}  // namespace zscape
