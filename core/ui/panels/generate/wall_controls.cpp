// What the wall shows and what it is drawn from: a row of controls that wraps, and on a phone a sheet for the rarely used ones.
#include "ui/panels/generate/wall_controls.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <limits>

#include "spec/model_spec.hpp"
#include "ui/files/side_files.hpp"
#include "ui/kit/interaction.hpp"
#include "ui/kit/layout.hpp"
#include "ui/kit/theme.hpp"
#include "ui/kit/widgets.hpp"
#include "ui/panels/frame/frame.hpp"
#include "ui/panels/frame/sheet.hpp"
#include "ui/session/changes.hpp"
#include "ui/sound/playing.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/pictures.hpp"
#include "ui/state/published.hpp"
#include "ui/view/limits.hpp"
#include "ui/view/settle.hpp"
#include "ui/view/view.hpp"

namespace zscape {
namespace {

constexpr float kSeedWidth = 100;
constexpr float kMinSeedWidth = 72;
constexpr float kSliderWidth = 178;  // at least
constexpr float kPagerWidth = 220;
constexpr float kSheetWidth = 320;
constexpr float kNoTruncation = kMaxTruncation + 0.25f;  // the end of its slider
constexpr const char* kMore = "More";

struct Control {
  float width;     // at least
  bool stretches;  // over what its row leaves
  void (*draw)(Frame&, const Rect&);
};

using ControlRow = std::vector<Control>;

void draw_seed(Frame& frame, const Rect& area) {
  char digits[24] = {};
  std::to_chars(digits, digits + sizeof digits - 1, frame.state().shown.view.draw.seed);
  const bool edited = text_field("seed", area, digits, ImGuiInputTextFlags_CharsDecimal | ImGuiInputTextFlags_AutoSelectAll);
  if (!edited) return;
  std::uint64_t seed = 0;
  const char* end = digits + std::strlen(digits);
  const auto parsed = std::from_chars(digits, end, seed);
  if (parsed.ec == std::errc() && parsed.ptr == end && seed != frame.state().shown.view.draw.seed) set_seed(frame.state(), seed);
}

/// A slider between its label and its value in words.
bool labelled_slider(Frame& frame, const Rect& area, const char* label, const char* text, float& value, float min, float max,
                     float reset, const char* hint) {
  Rect room = labelled_box(area, label);
  cut_left(room, space::xs);
  draw_text(cut_right(room, 36, space::m), text, Face::body, palette().text, Align::right);
  const bool moved = slider(label, room, value, min, max, reset, frame.pointer, {.hint = hint});
  say(label, text);
  return moved;
}

std::string decimal(float value) {
  char text[16];
  std::snprintf(text, sizeof text, "%.2f", static_cast<double>(value));
  return text;
}

void draw_temperature(Frame& frame, const Rect& area) {
  float& value = frame.state().shown.view.draw.temperature;
  labelled_slider(frame, area, "temperature", decimal(value).c_str(), value, 0, 2, 1,
                  "how far from the middle of the prior: 0 is the middle, 1 the prior itself");
}

void draw_radius(Frame& frame, const Rect& area) {
  float& value = frame.state().shown.view.cloud_radius;
  labelled_slider(frame, area, "radius", decimal(value).c_str(), value, 0, kMaxRadius, View{}.cloud_radius,
                  "how far from what is on the stage");
}

void draw_truncation(Frame& frame, const Rect& area) {
  float& truncation = frame.state().shown.view.draw.truncation;
  const bool is_on = std::isfinite(truncation);
  float value = is_on ? truncation : kNoTruncation;
  if (labelled_slider(frame, area, "truncation", is_on ? decimal(value).c_str() : "off", value, kMinTruncation, kNoTruncation,
                      kNoTruncation, "how far out the noise may go: less is safer and less varied")) {
    truncation = value > kMaxTruncation ? std::numeric_limits<float>::infinity() : value;
  }
}

/// Of the wall's tiles, on a scale of square roots; its reset is as many as fit.
void draw_count(Frame& frame, const Rect& area) {
  constexpr float kReset = 0;
  std::optional<int>& wanted = frame.state().shown.view.wall_count;
  const ShownGroup* wall = frame.state().derived.pictures.find(Role::wall);
  const int count = wanted.value_or(wall != nullptr ? std::max(1, wall->count()) : 1);
  const float before = std::sqrt(static_cast<float>(count));
  float value = before;
  if (!labelled_slider(frame, area, "count", std::to_string(count).c_str(), value, 1, std::sqrt(static_cast<float>(kMaxWall)),
                       kReset, "how many there are on the wall"))
    return;
  if (value == kReset) return wanted.reset();
  wanted = std::clamp(static_cast<int>(std::lround(value * value)), 1, kMaxWall);
  const bool by_step = !ImGui::IsMouseDown(0);
  if (by_step && *wanted == count) wanted = std::clamp(count + (value > before ? 1 : -1), 1, kMaxWall);
}

void draw_resample(Frame& frame, const Rect& area) {
  if (button("Resample", area, ButtonLook::primary)) set_seed(frame.state(), frame.state().shown.view.draw.seed + 1);
}

void draw_drift(Frame& frame, const Rect& area) {
  toggle("Drift", area, frame.state().shown.view.drifting,
         "let the " + noun_in_use(frame.state()).many + " wander through the prior");
}

void draw_verdicts(Frame& frame, const Rect& area) {
  toggle("Verdicts", area, frame.state().shown.view.verdicts, "what a classifier reads in each " + noun_in_use(frame.state()).one);
}

void draw_real(Frame& frame, const Rect& area) {
  toggle("Real", area, frame.state().shown.view.real,
         noun_in_use(frame.state()).many + " of the test set beside the generated ones");
}

constexpr std::array kPriors = {"prior", "N(0, I)"};

void draw_prior(Frame& frame, const Rect& area) {
  bool& raw = frame.state().shown.view.draw.raw;
  raw =
      segmented(
          "prior", area, kPriors, raw ? 1 : 0,
          "The encoder puts what it is shown into a small part of the space. The prior that was fitted there knows where; N(0, I) "
          "mostly misses it.") == 1;
}

/// "all" and the classes.
std::vector<std::string> choices(const AppState& state) {
  auto names = class_names(dataset_in_use(state), state.opened.model->spec().classes);
  names.insert(names.begin(), "all");
  return names;
}

void draw_classes(Frame& frame, const Rect& area) {
  std::optional<int>& label = frame.state().shown.view.draw.label;
  const auto names = choices(frame.state());
  std::vector<float> weights(names.size(), 0.0f);
  weights[static_cast<std::size_t>(label ? *label + 1 : 0)] = 1;
  const auto clicked = chips("classes", area, names, weights, frame.chip_height());
  if (!clicked) return;
  label = *clicked == 0 ? std::nullopt : std::optional(*clicked - 1);
  if (label) speak(frame.state(), *label);
  frame.state().moment.selected.reset();
}

Wall wall_of(const AppState& state) { return state.shown.view.wall.value_or(Wall::samples); }

struct WallKinds {
  std::vector<Wall> kinds;
  std::vector<const char*> names;
};

WallKinds wall_kinds(const AppState& state) {
  if (has_features(state.opened.model->spec()))
    return {{Wall::samples, Wall::features, Wall::cloud}, {"samples", "features", "cloud"}};
  return {{Wall::samples, Wall::cloud}, {"samples", "cloud"}};
}

void draw_wall_kind(Frame& frame, const Rect& area) {
  const auto [kinds, names] = wall_kinds(frame.state());
  const Wall wall = wall_of(frame.state());
  const std::string many = noun_in_use(frame.state()).many;
  const auto chosen = static_cast<int>(std::find(kinds.begin(), kinds.end(), wall) - kinds.begin());
  const Wall now = kinds[static_cast<std::size_t>(
      segmented("wall kind", area, names, chosen, many + " from the prior, or " + many + " around the one on the stage"))];
  if (now != wall) show_wall(frame.state(), now, 0);
}

void draw_feature_pager(Frame& frame, const Rect& area) {
  AppState& state = frame.state();
  const ShownGroup* wall = state.derived.pictures.find(Role::wall);
  const int shown = wall != nullptr ? std::max(1, wall->count()) : 1;
  const int unit = pager("features", area, state.shown.view.unit, shown, static_cast<int>(state.opened.model->spec().latent));
  if (unit != state.shown.view.unit) show_wall(state, Wall::features, unit);
}

void draw_more(Frame& frame, const Rect& area) {
  const Touched touched = touchable(kMore, area);
  toggle_sheet(frame.state(), touched, kMoreSheet);
  fill(area, touched.hovered ? palette().control_hovered : palette().control, 8);
  draw_text(area, kMore, Face::body, palette().text, Align::centre);
  frame.more = area;
}

Control fixed(const char* label, void (*draw)(Frame&, const Rect&)) { return {button_width(label), false, draw}; }

Control stretching(void (*draw)(Frame&, const Rect&)) { return {kSliderWidth, true, draw}; }

/// What a cloud is not drawn from is left out.
ControlRow drawn_from(const AppState& state) {
  if (wall_of(state) == Wall::cloud) return {stretching(draw_radius)};
  ControlRow row = {stretching(draw_temperature), stretching(draw_truncation)};
  if (state.opened.model->prior()) row.push_back({segmented_width(kPriors), false, draw_prior});
  return row;
}

void append(ControlRow& row, const ControlRow& more) { row.insert(row.end(), more.begin(), more.end()); }

/// Breaks a row where it becomes wider than `width`.
std::vector<ControlRow> wrapped(const ControlRow& controls, float width) {
  std::vector<ControlRow> rows;
  float left = 0;
  for (const Control& control : controls) {
    if (rows.empty() || control.width > left) {
      rows.emplace_back();
      left = width;
    }
    left -= control.width + space::s;
    rows.back().push_back(control);
  }
  return rows;
}

std::vector<ControlRow> wide_rows(const AppState& state, float width) {
  ControlRow row = {{segmented_width(wall_kinds(state).names), false, draw_wall_kind}};
  if (wall_of(state) == Wall::features) {
    append(row, {{kPagerWidth, false, draw_feature_pager}, stretching(draw_count)});
    return wrapped(row, width);
  }
  append(row,
         {fixed("Resample", draw_resample), {kSeedWidth, false, draw_seed}, stretching(draw_count), fixed("Drift", draw_drift)});
  append(row, drawn_from(state));
  if (classifier_entry(state) != nullptr) row.push_back(fixed("Verdicts", draw_verdicts));
  if (has_digits(state)) row.push_back(fixed("Real", draw_real));
  return wrapped(row, width);
}

/// On a phone: where there is more to choose from than samples, or something else is chosen.
bool has_kind_on_page(const AppState& state) { return has_features(state.opened.model->spec()) || wall_of(state) != Wall::samples; }

std::vector<ControlRow> compact_rows(const AppState& state, float width) {
  const Control more = fixed(kMore, draw_more);
  const Control kind = {segmented_width(wall_kinds(state).names), true, draw_wall_kind};
  if (wall_of(state) == Wall::features) return {{kind, more}, {{0, true, draw_feature_pager}}};
  ControlRow row = {fixed("Resample", draw_resample), {kMinSeedWidth, true, draw_seed}, fixed("Drift", draw_drift), more};
  if (has_kind_on_page(state)) row.push_back(kind);
  if (wall_of(state) == Wall::cloud) row.push_back(stretching(draw_radius));
  return wrapped(row, width);
}

std::vector<ControlRow> rows_of(const Frame& frame, float width) {
  return frame.compact ? compact_rows(frame.state(), width) : wide_rows(frame.state(), width);
}

/// What a phone has no room for on the page.
std::vector<ControlRow> sheet_rows(const AppState& state) {
  std::vector<ControlRow> rows;
  if (!has_kind_on_page(state)) rows.push_back({{0, true, draw_wall_kind}});
  if (wall_of(state) == Wall::samples) {
    for (const Control& control : drawn_from(state)) rows.push_back({{0, true, control.draw}});
  }
  rows.push_back({stretching(draw_count)});
  if (wall_of(state) == Wall::features) return rows;
  ControlRow beside;
  if (classifier_entry(state) != nullptr) beside.push_back({0, true, draw_verdicts});
  if (has_digits(state)) beside.push_back({0, true, draw_real});
  if (!beside.empty()) rows.push_back(beside);
  return rows;
}

void draw_row(Frame& frame, const ControlRow& row, Rect line) {
  float used = -space::s;
  for (const Control& control : row) used += control.width + space::s;
  const auto stretching = std::count_if(row.begin(), row.end(), [](const Control& control) { return control.stretches; });
  const float more = stretching > 0 ? std::floor((line.width() - used) / static_cast<float>(stretching)) : 0;
  for (const Control& control : row) {
    const bool last = &control == &row.back() && control.stretches;
    const Rect area = cut_left(line, last ? line.width() : control.width + (control.stretches ? more : 0), space::s);
    control.draw(frame, area);
  }
}

}  // namespace

float controls_height(const Frame& frame, float width) {
  const AppState& state = frame.state();
  const auto rows = static_cast<float>(rows_of(frame, width).size());
  float height = rows * (frame.control_height() + space::s) - space::s;
  if (is_conditional(state.opened.model->spec()) && wall_of(state) == Wall::samples)
    height += space::s + chips_height(choices(state), width, frame.chip_height());
  return height;
}

void draw_controls(Frame& frame, Rect area) {
  const AppState& state = frame.state();
  for (const ControlRow& row : rows_of(frame, area.width())) draw_row(frame, row, cut_top(area, frame.control_height(), space::s));
  if (is_conditional(state.opened.model->spec()) && wall_of(state) == Wall::samples) draw_classes(frame, area);
}

void draw_more_sheet(Frame& frame) {
  const auto rows = sheet_rows(frame.state());
  const float line = frame.control_height() + space::s;
  auto page =
      begin_sheet(frame, kMoreSheet, frame.more, kSheetWidth, 2 * space::m + static_cast<float>(rows.size()) * line - space::s);
  if (!page) return;
  for (const ControlRow& row : rows) draw_row(frame, row, cut_top(*page, frame.control_height(), space::s));
  end_sheet(frame);
}

}  // namespace zscape
