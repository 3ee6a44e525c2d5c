#include "ui/kit/interaction.hpp"

#include <imgui_internal.h>  // GetCurrentWindow, GetItemID, ClearActiveID
#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "ui/kit/layout.hpp"
#include "ui/kit/theme.hpp"

namespace zscape {
namespace {

constexpr double kHintAfter = 0.5;  // seconds
constexpr float kHintWidth = 280;

/// ImGui counts this too, but since 1.87 for both directions together.
void follow_drag(Interaction& interaction) {
  const ImGuiIO& io = ImGui::GetIO();
  if (io.MouseClicked[0]) interaction.dragged = {0, 0};
  if (!io.MouseDown[0] || !ImGui::IsMousePosValid()) return;
  ImVec2& most = interaction.dragged;
  most.x = std::max(most.x, std::abs(io.MousePos.x - io.MouseClickedPos[0].x));
  most.y = std::max(most.y, std::abs(io.MousePos.y - io.MouseClickedPos[0].y));
}

/// Place of the focus among the widgets, or -1.
std::ptrdiff_t place_of_focus(const Interaction& interaction) {
  const auto& widgets = interaction.widgets;
  const auto found =
      std::find_if(widgets.begin(), widgets.end(), [&](const Widget& widget) { return widget.id == interaction.focus; });
  return found == widgets.end() ? -1 : found - widgets.begin();
}

void move_focus(Interaction& interaction, bool backwards) {
  const std::ptrdiff_t count = std::ssize(interaction.widgets);
  if (count == 0) return;
  const std::ptrdiff_t at = place_of_focus(interaction);
  std::ptrdiff_t next = backwards ? at - 1 : at + 1;
  if (at < 0 || next < 0 || next >= count) next = backwards ? count - 1 : 0;
  interaction.focus = interaction.widgets[static_cast<std::size_t>(next)].id;
  interaction.cursor = 0;
  interaction.focus_shown = interaction.moved = true;
}

void draw_hint(const Interaction& interaction) {
  ImDrawList& list = *ImGui::GetForegroundDrawList();
  const char* begin = interaction.hint.data();
  const char* end = begin + interaction.hint.size();
  const ImVec2 text = font(Face::small)->CalcTextSizeA(line_height(Face::small), FLT_MAX, kHintWidth, begin, end);
  const ImVec2 screen = ImGui::GetIO().DisplaySize;
  const Rect& beside = interaction.hint_beside;
  const ImVec2 size = {text.x + 2 * space::s, text.y + 2 * space::xs + 2};
  const float below = beside.max.y + 6;
  const ImVec2 at = {std::clamp(beside.centre().x - size.x / 2, space::xs, std::max(space::xs, screen.x - size.x - space::xs)),
                     below + size.y < screen.y ? below : beside.min.y - 6 - size.y};
  const Rect box = snapped({at, {at.x + size.x, at.y + size.y}});
  list.AddRectFilled(box.min, box.max, interaction.palette->text, 6);
  list.AddText(font(Face::small), line_height(Face::small), {box.min.x + space::s, box.min.y + space::xs},
               interaction.palette->background, begin, end, kHintWidth);
}

}  // namespace

bool key_pressed(ImGuiKey key) { return ImGui::IsKeyPressed(ImGui::GetKeyIndex(key)); }

int key_steps(ImGuiKey less, ImGuiKey more) { return (key_pressed(more) ? 1 : 0) - (key_pressed(less) ? 1 : 0); }

Interaction& interaction() { return *static_cast<Interaction*>(ImGui::GetIO().UserData); }

void begin_interaction(Interaction& interaction, double frame_seconds) {
  const ImGuiIO& io = ImGui::GetIO();
  follow_drag(interaction);
  const int layer = std::exchange(interaction.reached_layer, 0);
  const bool opened = layer > interaction.highest_layer;
  interaction.highest_layer = layer;
  interaction.layer = 0;
  interaction.ring.reset();
  interaction.activated = interaction.moved = false;
  if (!std::exchange(interaction.hint_wanted, false)) interaction.hovered = 0;
  interaction.hovered_seconds = interaction.hovered == 0 ? 0 : interaction.hovered_seconds + frame_seconds;
  if (io.MouseClicked[0]) interaction.focus_shown = false;
  if (io.WantTextInput && !key_pressed(ImGuiKey_Tab)) return;
  if (io.WantTextInput) ImGui::ClearActiveID();
  if (opened && interaction.focus_shown) move_focus(interaction, false);
  if (key_pressed(ImGuiKey_Tab)) move_focus(interaction, io.KeyShift);
  const bool can_press = interaction.focus_shown && place_of_focus(interaction) >= 0;
  interaction.activated = can_press && (key_pressed(ImGuiKey_Enter) || key_pressed(ImGuiKey_Space));
}

void end_interaction(Interaction& interaction) {
  interaction.pinch = {};
  interaction.widgets = std::exchange(interaction.reached, {});
  if (interaction.focus_shown && interaction.ring) {
    const Rect ring = inset(snapped(*interaction.ring), -3, -3);
    ImGui::GetForegroundDrawList()->AddRect(ring.min, ring.max, interaction.palette->accent_text, 8, 0, 2);
  }
  if (interaction.hint_wanted && interaction.hovered_seconds >= kHintAfter) draw_hint(interaction);
}

bool hint_is_due(const Interaction& interaction) { return interaction.hovered != 0 && interaction.hovered_seconds < kHintAfter; }

std::string spoken(const Interaction& interaction) {
  const std::ptrdiff_t at = place_of_focus(interaction);
  if (at < 0 || !interaction.focus_shown) return {};
  const Widget& widget = interaction.widgets[static_cast<std::size_t>(at)];
  return widget.value.empty() ? widget.name : widget.name + ", " + widget.value;
}

bool focus_would_leave(const Interaction& interaction, bool backwards) {
  const std::ptrdiff_t at = place_of_focus(interaction);
  if (interaction.highest_layer > 0 || at < 0) return false;
  return backwards ? at == 0 : at + 1 == std::ssize(interaction.widgets);
}

bool takes_focus(const Rect& area) {
  const ImGuiID id = ImGui::GetItemID();
  Interaction& shared = interaction();
  if (shared.layer < shared.reached_layer) return false;
  if (shared.layer > shared.reached_layer) shared.reached.clear();
  shared.reached_layer = shared.layer;
  shared.reached.push_back({.id = id, .area = area});
  if (ImGui::IsItemActive()) shared.focus = id;
  const ImRect& clip = ImGui::GetCurrentWindow()->ClipRect;
  const bool wanted = shared.sought == id || (shared.moved && shared.focus == id);
  if (wanted && (area.min.y < clip.Min.y || area.max.y > clip.Max.y)) ImGui::SetScrollHereY();
  if (shared.focus != id) return false;
  if (clip.Overlaps(ImRect(area.min, area.max))) shared.ring = area;
  return shared.focus_shown;
}

void say(std::string_view name, std::string_view value) {
  Interaction& shared = interaction();
  if (shared.layer < shared.reached_layer || shared.reached.empty()) return;
  shared.reached.back().name = name;
  shared.reached.back().value = value;
}

void hint(const Rect& area, std::string_view text) {
  const ImGuiID id = ImGui::GetItemID();
  Interaction& shared = interaction();
  if (shared.hovered != id) shared.hovered_seconds = 0;
  shared.hovered = id;
  shared.hint = text;
  shared.hint_beside = area;
  shared.hint_wanted = !ImGui::IsMouseDown(0);
}

const Palette& palette() { return *interaction().palette; }

}  // namespace zscape
