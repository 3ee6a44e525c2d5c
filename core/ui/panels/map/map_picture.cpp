// The plane as cells, and what lies on it.
#include "ui/panels/map/map_picture.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <string>
#include <utility>

#include "image/colour_map.hpp"
#include "latent/plane.hpp"
#include "nn/matrix.hpp"
#include "ui/files/side_files.hpp"
#include "ui/kit/class_colours.hpp"
#include "ui/kit/interaction.hpp"
#include "ui/kit/layout.hpp"
#include "ui/kit/theme.hpp"
#include "ui/kit/tile_host.hpp"
#include "ui/kit/widgets.hpp"
#include "ui/panels/frame/frame.hpp"
#include "ui/panels/frame/messages.hpp"
#include "ui/panels/frame/tiles.hpp"
#include "ui/panels/map/map_gestures.hpp"
#include "ui/panels/map/scatter.hpp"
#include "ui/panels/path/stroke.hpp"
#include "ui/pictures/map_cells.hpp"
#include "ui/pictures/map_plane.hpp"
#include "ui/session/preferences_in_use.hpp"
#include "ui/session/takeaway.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/pictures.hpp"
#include "ui/state/verdicts.hpp"
#include "ui/view/code.hpp"
#include "ui/view/map_view.hpp"

namespace zscape {
namespace {

constexpr float kCard = 96;     // beside the pointer
constexpr float kWash = 0.4f;   // opacity of a verdict that is certain
constexpr float kVeil = 0.35f;  // opacity of the layer between pictures and points

ImDrawList& list() { return *ImGui::GetWindowDrawList(); }

/// The number with two decimals and a real minus sign.
std::string number_text(double value) {
  char digits[24];
  std::snprintf(digits, sizeof digits, "%.2f", std::abs(value));
  return (value < 0 ? "\xe2\x88\x92" : "") + std::string(digits);
}

std::string point_text(const Coordinates& point) { return number_text(point.x) + ", " + number_text(point.y); }

/// Where pointer or keyboard are on the map.
std::optional<ImVec2> pointed_at(const Frame& frame, const Touched& touched, const MapPlacement& placement) {
  if (touched.focused) return placement.area.centre();
  if (touched.hovered && !touched.held && !frame.pointer.touch) return ImGui::GetMousePos();
  return {};
}

Rect on_pixels(const Rect& area) {
  const float scale = ImGui::GetIO().DisplayFramebufferScale.x;
  const auto snap = [scale](float x) { return std::floor(x * scale + 0.5f) / scale; };
  return {{snap(area.min.x), snap(area.min.y)}, {snap(area.max.x), snap(area.max.y)}};
}

ImU32 half_white(ImU32 colour) { return (colour >> 1 & 0x7f7f7f) + 0x808080 + IM_COL32_A_MASK; }

ImU32 with_alpha(ImU32 colour, float alpha) {
  return (colour & ~IM_COL32_A_MASK) | static_cast<ImU32>(255 * alpha) << IM_COL32_A_SHIFT;
}

/// The verdict on a cell, where verdicts are shown.
std::optional<CellVerdict> verdict_of(const AppState& state, const Cell& cell) {
  if (!state.shown.view.map.verdicts) return {};
  const auto verdict = state.derived.map_verdicts.find(id_of(cell));
  const bool is_hidden = verdict && verdict->label < kMaxLegend && (state.shown.view.map.hidden >> verdict->label & 1) != 0;
  return is_hidden ? std::nullopt : verdict;
}

/// The cells with a picture, coarse ones first, those of `level` above all.
void draw_cells(Frame& frame, const MapPlacement& placement, int level, int first, const std::vector<Cell>& cells,
                const CellIds& decoded) {
  const AppState& state = frame.state();
  const bool limited = std::isfinite(state.moment.decode_budget.milliseconds);  // otherwise all are decoded by the end of the frame
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < cells.size(); ++i)
    if (!limited || decoded.contains(id_of(cells[i]))) order.push_back(i);
  frame.state().moment.map.unfinished = order.size() < cells.size();
  const auto depth = [&](std::size_t i) { return cells[i].level == level ? 1000 : cells[i].level; };
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return depth(a) < depth(b); });

  std::vector<std::pair<Rect, ImU32>> washes;
  frame.tiles.begin(list(), state.settings.preferences.smooth, Corners::square);
  for (const std::size_t i : order) {
    const Rect at = on_pixels(placement.area_of(cells[i]));
    const auto verdict = cells[i].level == level ? verdict_of(state, cells[i]) : std::nullopt;
    const ImU32 colour = verdict ? class_colour(verdict->label) : IM_COL32_WHITE;
    frame.tiles.draw(list(), first + static_cast<int>(i), at.min, at.max, verdict ? half_white(colour) : colour);
    if (verdict) washes.emplace_back(at, with_alpha(colour, kWash * verdict->probability));
  }
  frame.tiles.end(list());
  for (const auto& [at, colour] : washes) list().AddRectFilled(at.min, at.max, colour);
}

/// Takes the pictures back behind the points, towards the colour of an empty one.
void draw_veil(const AppState& state, const Rect& area) {
  const auto empty = colours(colour_map_in_use(state)).front();
  if (!state.shown.view.map.verdicts) fill(area, with_alpha(IM_COL32(empty[0], empty[1], empty[2], 255), kVeil));
}

/// Where the stage's code is; a dot in it says that it lies on the plane itself.
void draw_marker(const AppState& state, const MapPlacement& placement, const Plane& plane) {
  const Coordinates point = coordinates(plane, *state.shown.view.stage);
  const ImVec2 at = placement.at(point);
  if (!placement.area.contains(at)) return;
  list().AddCircle(at, 8, with_alpha(palette_of(Theme::dark).background, 0.8f), 24, 5);
  list().AddCircle(at, 8, palette_of(Theme::dark).accent, 24, 2);
  const Code nearest = code_at(plane, point.x, point.y);
  double apart = 0;
  for (std::size_t d = 0; d < nearest.size(); ++d)
    apart = std::max(apart, std::abs(static_cast<double>(nearest[d] - (*state.shown.view.stage)[d])));
  if (apart * placement.scale() < 0.5) list().AddCircleFilled(at, 2.5f, palette_of(Theme::dark).accent, 12);
}

/// Only the principal plane takes what may not be there.
void draw_no_plane(Frame& frame, const Rect& area) {
  const std::string failure = codes_failure(frame.state());
  if (failure.empty()) {
    return draw_text(area, "waiting for the codes of the test set", Face::body, palette().muted, Align::centre);
  }
  draw_missing(frame, inset(area, space::m, 0),
               "The principal plane lies where the codes of the test set say, and they did not come: " + failure +
                   ". Latents and random planes do without them.");
}

/// What the code under the pointer looks like.
void draw_card(Frame& frame, const MapPlacement& placement, const Plane& plane, ImVec2 at) {
  const AppState& state = frame.state();
  const Coordinates point = placement.under(at);
  const Code code = code_at(plane, point.x, point.y);
  const int tile = frame.plan.add({.role = Role::pointer,
                                   .count = 1,
                                   .model = &*state.opened.model,
                                   .codes = [code] { return Matrix(as_row(code)); },
                                   .urgent = true});
  const ImVec2 size = {kCard + 2 * space::xs, kCard + 2 * space::xs + 18};
  const Rect& area = placement.area;
  const float right = at.x + space::l;
  const float below = at.y + space::l;
  const ImVec2 min = {right + size.x < area.max.x ? right : at.x - space::l - size.x,
                      below + size.y < area.max.y ? below : at.y - space::l - size.y};
  const Rect card = {min, {min.x + size.x, min.y + size.y}};
  fill(card, palette().sheet, 8);
  outline(card, palette().track, 1, 8);
  Rect inside = inset(card, space::xs, space::xs);
  draw_tiles(frame, tile, tile_columns(cut_top(inside, kCard), 1, 1, 0), 1);
  draw_text(inside, point_text(point), Face::small, palette().text, Align::centre);
}

}  // namespace

void draw_map_picture(Frame& frame, const Rect& area) {
  AppState& state = frame.state();
  if (area.width() < 1 || area.height() < 1) return;
  fill(area, palette().sunken);
  const auto plane = map_plane(state);
  state.derived.plane = plane.value_or(Plane{});
  if (!plane) return draw_no_plane(frame, area);
  MapPlacement placement = {area, map_window(state)};
  const Touched touched = touchable("cells", area, {.hand = false, .name = "map"});
  move_by_hand(frame, touched, placement);
  if (!draw_path_over(frame, touched, placement)) take_click(frame, touched, placement, *plane);
  say("map",
      "at " + point_text({placement.window.x, placement.window.y}) + ", " + number_text(placement.window.across) + " across");

  const ShownGroup* shown = state.derived.pictures.find(Role::map);
  const bool is_own = shown != nullptr && shown->origin == state.opened.model->tensors_sha256();
  const CellIds decoded = decoded_cells(is_own ? shown : nullptr);
  const int level = level_for(placement);
  const std::vector<Cell> cells = map_cells(placement, level, decoded);
  std::vector<std::uint64_t> ids;
  for (const Cell& cell : cells) ids.push_back(id_of(cell));
  const int first = frame.plan.add({.role = Role::map,
                                    .count = static_cast<int>(cells.size()),
                                    .model = &*state.opened.model,
                                    .codes = [plane = *plane, cells] { return codes_of(plane, cells); },
                                    .ids = std::move(ids)});

  list().PushClipRect(area.min, area.max, true);
  const auto points = state.shown.view.map.points ? map_points(state, *plane) : std::nullopt;
  draw_cells(frame, placement, level, first, cells, decoded);
  if (points) draw_veil(state, area);
  if (points) draw_scatter(list(), *points, placement, state.shown.view.map.hidden, state.shown.view.map.verdicts);
  draw_marker(state, placement, *plane);
  const MapTrack& track = state.shown.view.map.track;
  draw_track(frame, track.points, placement.square(state.moment.stroke.empty() ? track.square : placement.square_in_sight()));
  list().PopClipRect();
  if (const auto at = pointed_at(frame, touched, placement)) draw_card(frame, placement, *plane, *at);
}

}  // namespace zscape
