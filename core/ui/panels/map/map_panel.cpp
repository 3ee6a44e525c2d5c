// The map's tab: which plane, what lies over it, and the map.
#include "ui/panels/map/map_panel.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <numeric>
#include <string>

#include "models/model.hpp"
#include "ui/files/classifier.hpp"
#include "ui/files/side_files.hpp"
#include "ui/kit/icons.hpp"
#include "ui/kit/interaction.hpp"
#include "ui/kit/layout.hpp"
#include "ui/kit/legend.hpp"
#include "ui/kit/stepper.hpp"
#include "ui/kit/theme.hpp"
#include "ui/kit/widgets.hpp"
#include "ui/panels/frame/frame.hpp"
#include "ui/panels/frame/messages.hpp"
#include "ui/panels/map/map_gestures.hpp"
#include "ui/panels/map/map_path.hpp"
#include "ui/panels/map/map_picture.hpp"
#include "ui/pictures/map_plane.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/published.hpp"
#include "ui/view/map_view.hpp"
#include "ui/view/tab.hpp"
#include "weights/codes_file.hpp"

namespace zscape {
namespace {

constexpr double kZoomPerPress = 1.5;
constexpr float kHighest = 520;  // on a phone
constexpr float kStepper = 148;
constexpr float kSwitch = 76;
constexpr float kDetails = 230;  // least width of the details next to the kinds of plane

/// Names of the classes that are told apart by colour; none where nothing is.
std::vector<std::string> legend_of(const AppState& state) {
  const MapView& map = state.shown.view.map;
  const bool coloured = (map.points && has_points(state)) || (map.verdicts && classifier_entry(state) != nullptr);
  if (!coloured) return {};
  std::int64_t classes = kDigitClasses;
  if (const Model* classifier = classifier_in_use(state)) classes = classifier->spec().classes;
  return class_names(dataset_in_use(state), std::min<std::int64_t>(classes, kMaxLegend));
}

/// Begins with the two latents that differ most over the test set, where that is known.
void begin_with_lively_latents(AppState& state) {
  const CodesFile* codes = codes_in_use(state);
  if (codes == nullptr) return;
  std::vector<int> order(static_cast<std::size_t>(codes->latent()));
  std::iota(order.begin(), order.end(), 0);
  const auto deviation = [&](int latent) { return codes->deviation.values[static_cast<std::size_t>(latent)]; };
  std::stable_sort(order.begin(), order.end(), [&](int a, int b) { return deviation(a) > deviation(b); });
  state.shown.view.map.latents = {order[0], order[1]};
}

void choose_plane(Frame& frame, const Rect& area) {
  AppState& state = frame.state();
  const auto kinds = plane_kinds(state);
  std::vector<const char*> titles;
  for (const PlaneKind kind : kinds) titles.push_back(name_of(kind));
  const auto shown = std::find(kinds.begin(), kinds.end(), plane_kind(state)) - kinds.begin();
  const int chosen = segmented("plane", area, titles, static_cast<int>(shown));
  if (chosen == shown) return;
  state.shown.view.map.plane = kinds[static_cast<std::size_t>(chosen)];
  if (plane_kind(state) == PlaneKind::latents && state.shown.view.map.latents == MapView().latents)
    begin_with_lively_latents(state);
  fit_map(state);
}

/// One of the two latents that span the plane; never both the same.
void choose_latent(Frame& frame, const Rect& area, const char* name, std::size_t side) {
  AppState& state = frame.state();
  auto& latents = state.shown.view.map.latents;
  const int count = static_cast<int>(state.opened.model->spec().latent);
  char text[24];
  std::snprintf(text, sizeof text, "%s z%02d", name, latents[side]);
  int chosen = stepper(name, area, latents[side], count, text);
  if (chosen == latents[side]) return;
  const int other = latents[1 - side];
  if (chosen == other) chosen += chosen > latents[side] ? 1 : -1;  // over it
  if (chosen < 0 || chosen >= count) return;
  latents[side] = chosen;
  fit_map(state);
}

/// What spans the plane, as far as there is a choice.
void draw_details(Frame& frame, Rect area) {
  AppState& state = frame.state();
  const bool can_choose = state.opened.model->spec().latent > 2;
  switch (plane_kind(state)) {
    case PlaneKind::principal:
      return draw_text(area, "the test set's principal components", Face::body, palette().muted);
    case PlaneKind::latents: {
      if (!can_choose) return draw_text(area, "z00 across, z01 up", Face::body, palette().muted);
      const float half = (area.width() - space::s) / 2;
      const float width = frame.compact ? half : std::min(kStepper, half);
      choose_latent(frame, cut_left(area, width, space::s), "across", 0);
      return choose_latent(frame, cut_left(area, width), "up", 1);
    }
    case PlaneKind::random:
      if (button("Another", cut_left(area, button_width("Another"), space::m), ButtonLook::plain, "another random plane"))
        ++state.shown.view.map.seed;
      return draw_text(area, "plane " + std::to_string(state.shown.view.map.seed), Face::body, palette().muted);
  }
}

void draw_zoom(Frame& frame, Rect area) {
  AppState& state = frame.state();
  const float side = frame.control_height();
  const bool ready = map_plane(state).has_value();
  const auto press = [&](const char* id, Icon icon, double factor) {
    const Rect at = cut_left(area, side, space::xs);
    fill(at, palette().control, 8);
    if (icon_button(id, at, icon, id, ready)) zoom_map(state, factor);
  };
  press("zoom out", Icon::minus, kZoomPerPress);
  press("zoom in", Icon::plus, 1 / kZoomPerPress);
  if (button("Fit", area, ButtonLook::plain, "the whole map")) fit_map(state);
}

float zoom_width(const Frame& frame) { return 2 * (frame.control_height() + space::xs) + button_width("Fit"); }

float switches_of(const AppState& state) {
  return (has_points(state) ? 1.0f : 0.0f) + (classifier_entry(state) != nullptr ? 1.0f : 0.0f);
}

void draw_switches(Frame& frame, Rect& line) {
  MapView& map = frame.state().shown.view.map;
  if (has_points(frame.state())) toggle("Points", cut_left(line, kSwitch, space::s), map.points, "the codes of the test set");
  if (classifier_entry(frame.state()) != nullptr)
    toggle("Verdicts", cut_left(line, kSwitch, space::s), map.verdicts, "coloured by what the classifier reads");
}

bool has_choice(const AppState& state) { return plane_kinds(state).size() > 1; }

float kinds_width(const AppState& state) {
  std::vector<const char*> titles;
  for (const PlaneKind kind : plane_kinds(state)) titles.push_back(name_of(kind));
  return segmented_width(titles);
}

/// Why points or verdicts that were asked for are missing, or ""; where the plane itself needs the codes, its own message says so.
std::string absence_over(const AppState& state) {
  const MapView& map = state.shown.view.map;
  const bool wants_codes = map.points && has_points(state) && plane_kind(state) != PlaneKind::principal;
  const std::string codes = wants_codes ? codes_failure(state) : "";
  if (!codes.empty()) return "The codes of the test set did not come: " + codes + ".";
  return map.verdicts ? absence_of_classifier(state) : "";
}

/// Of the legend, or of what takes its place.
float height_of_classes(const Frame& frame, float width) {
  if (const std::string absence = absence_over(frame.state()); !absence.empty()) return missing_height(frame, width, absence);
  return legend_height(legend_of(frame.state()), width, frame.chip_height());
}

void draw_classes(Frame& frame, const Rect& area) {
  if (const std::string absence = absence_over(frame.state()); !absence.empty()) return draw_missing(frame, area, absence);
  draw_legend(area, legend_of(frame.state()), frame.chip_height(), frame.state().shown.view.map.hidden);
}

void draw_compact(Frame& frame, Rect area) {
  const float line = frame.control_height();
  draw_map_picture(frame, cut_top(area, std::min(area.width(), kHighest), space::m));
  Rect row = cut_top(area, line, space::s);
  draw_zoom(frame, cut_right(row, zoom_width(frame), space::s));
  draw_switches(frame, row);
  Rect plane = cut_top(area, line, space::s);
  draw_path_switch(frame, cut_right(plane, kSwitch, space::s));
  if (has_choice(frame.state())) {
    choose_plane(frame, plane);
    plane = cut_top(area, line, space::s);
  }
  draw_details(frame, plane);
  if (shows_map_path(frame.state())) draw_map_path(frame, cut_top(area, map_path_height(frame, area.width()), space::s));
  draw_classes(frame, area);
}

void draw_wide(Frame& frame, Rect area) {
  if (shows_map_path(frame.state())) {
    const Rect path = cut_bottom(area, map_path_height(frame, area.width()));
    fill({path.min, {path.max.x, path.min.y + 1}}, palette().line);
    draw_map_path(frame, inset(path, space::l, 0));
  }
  area = inset(area, space::l, space::l);
  Rect line = cut_top(area, frame.control_height(), space::m);
  draw_zoom(frame, cut_right(line, zoom_width(frame), space::m));
  if (has_choice(frame.state())) choose_plane(frame, cut_left(line, kinds_width(frame.state()), space::m));
  draw_details(frame, line.width() < kDetails ? cut_top(area, frame.control_height(), space::m) : line);

  const float switches_width = (switches_of(frame.state()) + 1) * (kSwitch + space::s);
  const float beside = area.width() - switches_width;
  Rect below = cut_bottom(area, std::max(frame.control_height(), height_of_classes(frame, beside)), space::m);
  Rect switches = cut_left(below, switches_width);
  switches.max.y = switches.min.y + frame.control_height();
  draw_switches(frame, switches);
  draw_path_switch(frame, cut_left(switches, kSwitch));
  draw_classes(frame, centred_height(below, height_of_classes(frame, beside)));
  draw_map_picture(frame, area);
}

}  // namespace

float map_height(const Frame& frame, float width) {
  const float line = frame.control_height() + space::s;
  if (plane_kinds(frame.state()).empty()) return line;
  const float lines = has_choice(frame.state()) ? 3 : 2;
  const float path = shows_map_path(frame.state()) ? map_path_height(frame, width) + space::s : 0;
  return std::min(width, kHighest) + space::m + lines * line + path + height_of_classes(frame, width);
}

void draw_map(Frame& frame, Rect area) {
  if (plane_kinds(frame.state()).empty()) {
    return draw_text(inset(area, space::l, 0), "a map takes two latents; this model has one", Face::body, palette().muted,
                     Align::centre);
  }
  frame.compact ? draw_compact(frame, area) : draw_wide(frame, area);
}

}  // namespace zscape
