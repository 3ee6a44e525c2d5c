// What the wall is drawn from: seed, temperature, drift, class; the button for a new one; or which features it shows.
#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <cstring>

#include "ui/changes.hpp"
#include "ui/datasets.hpp"
#include "ui/interaction.hpp"
#include "ui/panels.hpp"

namespace zscape {
namespace {

constexpr float kSeedWidth = 124;
constexpr float kTemperatureWidth = 264;
constexpr float kDriftWidth = 76;
constexpr float kSmoothWidth = 76;
constexpr float kKindWidth = 176;
constexpr float kPagerWidth = 220;

void draw_seed(Frame& frame, const Rect& area) {
  const Rect room = labelled_box(area, "seed");
  char digits[24] = {};
  std::to_chars(digits, digits + sizeof digits - 1, frame.state.view.draw.seed);
  ImGui::PushFont(font(Face::body));
  ImGui::SetCursorScreenPos({room.min.x, area.min.y});
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(0, (area.height() - line_height(Face::body)) / 2));
  ImGui::SetNextItemWidth(room.width());
  const bool edited =
      ImGui::InputText("##seed", digits, sizeof digits, ImGuiInputTextFlags_CharsDecimal | ImGuiInputTextFlags_AutoSelectAll);
  if (takes_focus(area) && interaction().activated) ImGui::SetKeyboardFocusHere(-1);
  say("seed", digits);
  ImGui::PopStyleVar();
  ImGui::PopFont();
  if (!edited) return;
  std::uint64_t seed = 0;
  const char* end = digits + std::strlen(digits);
  const auto parsed = std::from_chars(digits, end, seed);
  if (parsed.ec == std::errc() && parsed.ptr == end && seed != frame.state.view.draw.seed) set_seed(frame.state, seed);
}

void draw_temperature(Frame& frame, const Rect& area) {
  Rect room = labelled_box(area, "temperature");
  char value[16];
  std::snprintf(value, sizeof value, "%.2f", static_cast<double>(frame.state.view.draw.temperature));
  draw_text(cut_right(room, 32, space::m), value, Face::body, palette().text, Align::right);
  cut_left(room, space::s);
  slider("temperature", room, frame.state.view.draw.temperature, 0, 2, 1, frame.pointer);
}

void draw_resample(Frame& frame, Rect& line) {
  if (button("Resample", cut_left(line, button_width("Resample"), space::s), ButtonLook::primary))
    set_seed(frame.state, frame.state.view.draw.seed + 1);
}

void toggle(const char* label, const Rect& area, bool& on) {
  if (button(label, area, on ? ButtonLook::on : ButtonLook::plain)) on = !on;
}

/// "all" and the classes.
std::vector<std::string> choices(const AppState& state) {
  auto names = class_names(dataset_in_use(state), state.model->spec().classes);
  names.insert(names.begin(), "all");
  return names;
}

void draw_classes(Frame& frame, const Rect& area) {
  std::optional<int>& label = frame.state.view.draw.label;
  const auto names = choices(frame.state);
  std::vector<float> weights(names.size(), 0.0f);
  weights[static_cast<std::size_t>(label ? *label + 1 : 0)] = 1;
  const auto clicked = chips("classes", area, names, weights, frame.chip_height());
  if (!clicked) return;
  label = *clicked == 0 ? std::nullopt : std::optional(*clicked - 1);
  frame.state.selected.reset();
}

void draw_wall_kind(Frame& frame, const Rect& area) {
  static constexpr std::array kNames = {"samples", "features"};
  const Wall wall = *frame.state.view.wall;
  const Wall chosen = segmented("wall kind", area, kNames, wall == Wall::samples ? 0 : 1) == 0 ? Wall::samples : Wall::features;
  if (chosen != wall) show_wall(frame.state, chosen, 0);
}

void draw_feature_pager(Frame& frame, const Rect& area) {
  AppState& state = frame.state;
  const ShownGroup* wall = state.pictures.find(Role::wall);
  const int shown = wall != nullptr ? std::max(1, wall->count()) : 1;
  const int unit = pager("features", area, state.view.unit, shown, static_cast<int>(state.model->spec().latent));
  if (unit != state.view.unit) show_wall(state, Wall::features, unit);
}

void draw_compact_sampling(Frame& frame, Rect area) {
  AppState& state = frame.state;
  Rect line = cut_top(area, frame.control_height(), space::s);
  draw_resample(frame, line);
  toggle("Drift", cut_right(line, kDriftWidth, space::s), state.view.drifting);
  draw_seed(frame, line);
  line = cut_top(area, frame.control_height());
  toggle("Smooth", cut_right(line, kSmoothWidth, space::s), state.smooth);
  draw_temperature(frame, line);
}

void draw_wide_sampling(Frame& frame, Rect line) {
  draw_resample(frame, line);
  draw_seed(frame, cut_left(line, kSeedWidth, space::s));
  draw_temperature(frame, cut_left(line, kTemperatureWidth, space::s));
  toggle("Drift", cut_left(line, kDriftWidth), frame.state.view.drifting);
}

}  // namespace

float controls_height(const Frame& frame, float width) {
  const AppState& state = frame.state;
  const float line = frame.control_height() + space::s;
  float height = -space::s;
  if (state.view.wall) height += line;
  if (state.view.wall == Wall::features) return height + (frame.compact ? line : 0);
  height += frame.compact ? 2 * line : line;
  if (is_conditional(state.model->spec())) height += chips_height(choices(state), width, frame.chip_height()) + space::s;
  return height;
}

void draw_controls(Frame& frame, Rect area) {
  AppState& state = frame.state;
  const float height = frame.control_height();
  if (state.view.wall) {
    Rect line = cut_top(area, height, space::s);
    draw_wall_kind(frame, cut_left(line, kKindWidth, space::m));
    if (state.view.wall == Wall::features) {
      if (frame.compact) toggle("Smooth", cut_right(line, kSmoothWidth), state.smooth);
      draw_feature_pager(frame, frame.compact ? cut_top(area, height) : cut_left(line, kPagerWidth));
      return;
    }
  }
  if (frame.compact) {
    draw_compact_sampling(frame, cut_top(area, 2 * height + space::s, space::s));
  } else {
    draw_wide_sampling(frame, cut_top(area, height, space::s));
  }
  if (is_conditional(state.model->spec())) draw_classes(frame, area);
}

}  // namespace zscape
