#include "ui/panels/listen/beat_panel.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <string>

#include "audio/mixer.hpp"
#include "ui/kit/class_colours.hpp"
#include "ui/kit/icons.hpp"
#include "ui/kit/interaction.hpp"
#include "ui/kit/layout.hpp"
#include "ui/kit/theme.hpp"
#include "ui/kit/widgets.hpp"
#include "ui/panels/frame/frame.hpp"
#include "ui/sound/playing.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/listening.hpp"
#include "ui/view/listen_view.hpp"

namespace zscape {
namespace {

constexpr float kPadHeight = 56;  // at least
constexpr float kMaxPadHeight = 96;
constexpr float kDice = 26;
constexpr int kPadColumns = 5;
constexpr float kCellGap = 3;
constexpr float kMaxCell = 44;
constexpr float kRowName = 18;
constexpr float kPadsWidth = 5 * 92;  // least width of the pads where they are next to the steps

bool is_stacked(const Frame& frame, float width) { return frame.compact || width < 2 * kPadsWidth; }

// Of tempo and swing: below each other where a finger has to find them.
float tempo_height(const Frame& frame) { return frame.compact ? 2 * frame.control_height() + space::s : frame.control_height(); }

float pads_height(const Frame& frame) { return 2 * (kPadHeight + space::s) + tempo_height(frame); }

float cell_size(float width) { return std::min(kMaxCell, std::floor((width - kRowName + kCellGap) / kSteps) - kCellGap); }

float cell_height(float height) { return (height + kCellGap) / static_cast<float>(kPads) - kCellGap; }

float steps_height(float width) { return static_cast<float>(kPads) * (cell_size(width) + kCellGap) - kCellGap; }

bool is_on(const AppState& state, int pad, int step) {
  return (state.shown.view.listen.steps[static_cast<std::size_t>(step)] >> pad & 1) != 0;
}

void draw_pad(Frame& frame, int pad, Rect area) {
  AppState& state = frame.state();
  Listening& listening = state.listening;
  ImGui::PushID(pad);
  const std::string digit = std::to_string(pad);
  Rect dice = {{area.max.x - kDice, area.min.y}, {area.max.x, area.min.y + kDice}};
  const bool varied = touchable("vary", dice, {.name = "vary pad " + digit, .hint = "another voice for this pad"}).clicked;
  const bool over_dice = ImGui::IsItemHovered();
  const Touched touched = touchable("pad", {area.min, {area.max.x - kDice, area.max.y}}, {.name = "pad " + digit});
  const bool pressed = ImGui::IsItemActivated() || (touched.clicked && touched.focused && interaction().activated);
  const float lit = listening.lit[static_cast<std::size_t>(pad)];
  fill(area, touched.hovered ? palette().control_hovered : palette().control, 8);
  fill({area.min, {area.min.x + 4, area.max.y}}, class_colour(pad), 2);
  if (lit > 0) fill(area, faded(class_colour(pad), 0.75f), 8);
  draw_text({area.min, {area.max.x, area.max.y}}, digit, Face::strong, palette().text, Align::centre);
  draw_icon(Icon::dice, dice.centre(), 12, over_dice ? palette().text : palette().muted);
  ImGui::PopID();
  if (varied) vary_pad(state, pad);
  if (pressed) hit_pad(state, pad);
}

void draw_tempo(Frame& frame, Rect area) {
  AppState& state = frame.state();
  ListenView& view = state.shown.view.listen;
  const bool beating = state.listening.beating;
  const Rect below = frame.compact ? cut_bottom(area, frame.control_height(), space::s) : Rect();
  const Rect play = cut_left(area, frame.control_height(), space::s);
  if (round_button("beat", play, beating ? Icon::pause : Icon::play, "the beat (Space)")) set_beating(state, !beating);
  say("beat", beating ? "plays" : "stopped");
  if (button("Clear", cut_right(area, button_width("Clear"), space::s), ButtonLook::plain, "no steps", "clear the beat"))
    view.steps = {};
  Rect swing = frame.compact ? below : cut_right(area, (area.width() - space::s) / 2, space::s);
  const auto labelled = [&](const Rect& place, const char* label, float& value, float low, float high, float reset,
                            const char* text) {
    Rect room = labelled_box(place, label);
    draw_text(cut_right(room, 32, space::s), text, Face::body, palette().text, Align::right);
    slider(label, inset(room, 4, 0), value, low, high, reset, frame.pointer);
    say(label, text);
  };
  char text[16];
  std::snprintf(text, sizeof text, "%d", static_cast<int>(std::lround(view.tempo)));
  labelled(area, "tempo", view.tempo, 60, 200, 120, text);
  std::snprintf(text, sizeof text, "%d %%", static_cast<int>(std::lround(100 * view.swing)));
  labelled(swing, "swing", view.swing, 0, static_cast<float>(kMaxSwing), 0, text);
}

void draw_pads(Frame& frame, Rect area) {
  const float height = std::clamp((area.height() - tempo_height(frame)) / 2 - space::s, kPadHeight, kMaxPadHeight);
  for (int row = 0; row < 2; ++row) {
    Rect line = cut_top(area, height, space::s);
    const float width = (line.width() + space::s) / kPadColumns - space::s;
    for (int column = 0; column < kPadColumns; ++column)
      draw_pad(frame, row * kPadColumns + column, cut_left(line, width, space::s));
  }
  draw_tempo(frame, cut_top(area, tempo_height(frame)));
}

void draw_steps(Frame& frame, Rect area) {
  AppState& state = frame.state();
  const float size = std::min(cell_size(area.width()), cell_height(area.height()));
  const TileGrid grid = {{area.min.x + kRowName, area.min.y}, size, kCellGap, kSteps, kPads};
  const TouchedTile touched = touchable_tiles(
      "steps", grid, grid.count(), {.name = "steps of the beat", .hint = "which pad is hit at which step; drag to draw"});
  auto& steps = state.shown.view.listen.steps;
  int& painted = state.listening.painted_cell;
  const bool held = ImGui::IsItemActive();
  if (touched.under >= 0 && ((held && touched.under != painted) || (touched.focused && touched.clicked >= 0))) {
    const int pad = touched.under / kSteps, step = touched.under % kSteps;
    if (painted < 0) state.listening.paints = !is_on(state, pad, step);
    auto& bits = steps[static_cast<std::size_t>(step)];
    const auto bit = static_cast<std::uint16_t>(1 << pad);
    bits = state.listening.paints ? bits | bit : bits & static_cast<std::uint16_t>(~bit);
    painted = touched.under;
  }
  if (!held) painted = -1;
  if (held) frame.pointer.taken = true;
  const int now = state.listening.beating ? state.listening.status.step : -1;
  for (int i = 0; i < grid.count(); ++i) {
    const int pad = i / kSteps, step = i % kSteps;
    const Rect cell = grid.tile(i);
    const bool on = is_on(state, pad, step);
    fill(cell, on ? class_colour(pad) : step / 4 % 2 == 0 ? palette().control_hovered : palette().control, 4);
    if (step == now) fill(cell, faded(palette().text, on ? 0.45f : 0.18f), 4);
    if (i == touched.under) outline(cell, palette().accent_text, 1.5f, 4);
  }
  for (int pad = 0; pad < kPads; ++pad) {
    const Rect cell = grid.tile(pad * kSteps);
    draw_text({{area.min.x, cell.min.y}, {area.min.x + kRowName - 4, cell.max.y}}, std::to_string(pad), Face::small,
              palette().muted);
  }
}

}  // namespace

float beat_height(const Frame& frame, float width) {
  if (!is_stacked(frame, width)) return std::max(pads_height(frame), steps_height(width - kPadsWidth - space::xl));
  return pads_height(frame) + space::m + steps_height(width);
}

void draw_beat(Frame& frame, Rect area) {
  if (is_stacked(frame, area.width())) {
    draw_pads(frame, cut_top(area, pads_height(frame), space::m));
    return draw_steps(frame, area);
  }
  const float size = std::min(cell_size(area.width() - kPadsWidth - space::xl), cell_height(area.height()));
  draw_steps(frame, cut_right(area, kRowName + kSteps * (size + kCellGap) - kCellGap, space::xl));
  draw_pads(frame, area);
}

}  // namespace zscape
