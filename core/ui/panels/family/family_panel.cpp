// Family: one test digit, or one walk, in several models side by side. Here are the choices; the comparisons have files of their
// own.
#include "ui/panels/family/family_panel.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

#include "ui/kit/interaction.hpp"
#include "ui/kit/layout.hpp"
#include "ui/kit/theme.hpp"
#include "ui/kit/widgets.hpp"
#include "ui/panels/family/family_digit.hpp"
#include "ui/panels/family/family_walk.hpp"
#include "ui/panels/frame/frame.hpp"
#include "ui/session/changes.hpp"
#include "ui/session/family.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/published.hpp"
#include "ui/view/family_view.hpp"
#include "weights/manifest.hpp"

namespace zscape {
namespace {

constexpr float kComparisonWidth = 200;
constexpr float kSourceWidth = 280;

std::vector<std::string> member_ids(const AppState& state) {
  std::vector<std::string> ids;
  for (const ManifestEntry* entry : family_members(state)) ids.push_back(entry->id);
  return ids;
}

void draw_comparison(Frame& frame, const Rect& area) {
  static constexpr std::array kNames = {"test digit", "walk"};
  Comparison& comparison = frame.state().shown.view.family.comparison;
  const int chosen = segmented("comparison", area, kNames, comparison == Comparison::digit ? 0 : 1);
  comparison = chosen == 0 ? Comparison::digit : Comparison::walk;
}

void draw_noise(Frame& frame, Rect area) {
  float& noise = frame.state().shown.view.family.noise;
  fill(area, palette().control, 8);
  area = inset(area, space::m, 0);
  draw_text(cut_left(area, text_width(Face::body, "noise"), space::m), "noise", Face::body, palette().muted);
  char value[16];
  std::snprintf(value, sizeof value, "%.2f", static_cast<double>(noise));
  draw_text(cut_right(area, 32, space::m), value, Face::body, palette().text, Align::right);
  slider("noise", area, noise, 0, 1, 0, frame.pointer, {.name = "noise on the " + noun_in_use(frame.state()).one});
}

void draw_walk_controls(Frame& frame, Rect area) {
  AppState& state = frame.state();
  if (button("Resample", cut_left(area, button_width("Resample"), space::s), ButtonLook::primary))
    set_seed(state, state.shown.view.draw.seed + 1);
  toggle("Drift", cut_left(area, 76), state.shown.view.drifting);
}

void draw_members(Frame& frame, const Rect& area, std::span<const FamilyRow> rows) {
  const auto members = family_members(frame.state());
  std::vector<float> weights;
  for (const ManifestEntry* entry : members) {
    const auto key = static_cast<int>(entry - frame.state().published.manifest.models.data());
    const bool on = std::any_of(rows.begin(), rows.end(), [key](const FamilyRow& row) { return row.key == key; });
    weights.push_back(on ? 1.0f : 0.0f);
  }
  const auto clicked = chips("members", area, member_ids(frame.state()), weights, frame.chip_height());
  if (clicked) toggle_member(frame.state(), members[static_cast<std::size_t>(*clicked)]->id);
}

float members_height(const Frame& frame, float width) {
  const auto ids = member_ids(frame.state());
  return ids.empty() ? 0 : chips_height(ids, width, frame.chip_height()) + space::m;
}

bool compares_digits(const Frame& frame) { return frame.state().shown.view.family.comparison == Comparison::digit; }

/// What the models are given.
void draw_source(Frame& frame, const Rect& line) {
  if (compares_digits(frame)) {
    draw_noise(frame, line);
  } else {
    draw_walk_controls(frame, line);
  }
}

void draw_rows_of(Frame& frame, const Rect& area, std::span<const FamilyRow> rows) {
  if (compares_digits(frame)) {
    draw_family_digit(frame, area, rows);
  } else {
    draw_family_walk(frame, area, rows);
  }
}

}  // namespace

float family_height(const Frame& frame, float width) {
  const float choices = 2 * (frame.control_height() + space::s) + members_height(frame, width);
  return choices + (compares_digits(frame) ? family_digit_height(frame, width) : family_walk_height(frame, width));
}

void draw_family(Frame& frame, Rect area) {
  const auto rows = family_rows(frame.state());
  if (!frame.compact) area = inset(area, space::l, space::l);
  const float members = members_height(frame, area.width());
  if (frame.compact) {
    const Rect comparison = cut_top(area, frame.control_height(), space::s);
    Rect choices = cut_bottom(area, members + frame.control_height() + space::s);
    draw_comparison(frame, comparison);
    draw_rows_of(frame, area, rows);
    const Rect line = cut_top(choices, frame.control_height(), space::s);
    draw_source(frame, line);
    if (members > 0) draw_members(frame, choices, rows);
    return;
  }
  Rect line = cut_top(area, frame.control_height(), space::m);
  draw_comparison(frame, cut_left(line, kComparisonWidth, space::m));
  draw_source(frame, cut_left(line, std::min(line.width(), kSourceWidth)));
  if (members > 0) draw_members(frame, cut_top(area, members), rows);
  draw_rows_of(frame, area, rows);
}

}  // namespace zscape
