// What the wall is drawn from: seed, temperature, drift; and the button for a new one.
#include <charconv>
#include <cstdio>
#include <cstring>

#include "ui/panels.hpp"
#include "ui/view.hpp"

namespace zscape {
namespace {

constexpr float kSeedWidth = 124;
constexpr float kTemperatureWidth = 264;
constexpr float kDriftWidth = 76;
constexpr float kSmoothWidth = 76;

/// A box with a label at its left; returns the room that is left for the value.
Rect labelled_box(Rect area, const char* label) {
  fill(area, colour::control, 8);
  area = inset(area, space::m, 0);
  draw_text(cut_left(area, text_width(Face::body, label), space::s), label, Face::body, colour::muted);
  return area;
}

void draw_seed(Frame& frame, const Rect& area) {
  const Rect room = labelled_box(area, "seed");
  char digits[24] = {};
  std::to_chars(digits, digits + sizeof digits - 1, frame.state.view.seed);
  ImGui::PushFont(font(Face::body));
  ImGui::SetCursorScreenPos({room.min.x, area.min.y});
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(0, (area.height() - line_height(Face::body)) / 2));
  ImGui::SetNextItemWidth(room.width());
  const bool edited =
      ImGui::InputText("##seed", digits, sizeof digits, ImGuiInputTextFlags_CharsDecimal | ImGuiInputTextFlags_AutoSelectAll);
  ImGui::PopStyleVar();
  ImGui::PopFont();
  if (!edited) return;
  std::uint64_t seed = 0;
  const char* end = digits + std::strlen(digits);
  const auto parsed = std::from_chars(digits, end, seed);
  if (parsed.ec == std::errc() && parsed.ptr == end && seed != frame.state.view.seed) set_seed(frame.state, seed);
}

void draw_temperature(Frame& frame, const Rect& area) {
  Rect room = labelled_box(area, "temperature");
  char value[16];
  std::snprintf(value, sizeof value, "%.2f", static_cast<double>(frame.state.view.temperature));
  draw_text(cut_right(room, 32, space::m), value, Face::body, colour::text, Align::right);
  cut_left(room, space::s);
  slider("temperature", room, frame.state.view.temperature, 0, 2, 1, frame.pointer);
}

void toggle(const char* label, const Rect& area, bool& on) {
  if (button(label, area, on ? ButtonLook::on : ButtonLook::plain)) on = !on;
}

}  // namespace

float controls_height(const Frame& frame) { return frame.compact ? 2 * frame.control_height() + space::s : frame.control_height(); }

void draw_controls(Frame& frame, Rect area) {
  AppState& state = frame.state;
  Rect line = cut_top(area, frame.control_height(), space::s);
  if (button("Resample", cut_left(line, button_width("Resample"), space::s), ButtonLook::primary))
    set_seed(state, state.view.seed + 1);
  if (frame.compact) {
    toggle("Drift", cut_right(line, kDriftWidth, space::s), state.view.drifting);
    draw_seed(frame, line);
    toggle("Smooth", cut_right(area, kSmoothWidth, space::s), state.smooth);
    draw_temperature(frame, area);
  } else {
    draw_seed(frame, cut_left(line, kSeedWidth, space::s));
    draw_temperature(frame, cut_left(line, kTemperatureWidth, space::s));
    toggle("Drift", cut_left(line, kDriftWidth), state.view.drifting);
  }
}

}  // namespace zscape
