// Widgets on top of ImGui's InvisibleButton and draw list.
#include "ui/kit/widgets.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numbers>
#include <string>

#include "ui/kit/icons.hpp"
#include "ui/kit/interaction.hpp"
#include "ui/kit/layout.hpp"
#include "ui/kit/theme.hpp"

namespace zscape {
namespace {

constexpr float kRounding = 8;
constexpr float kChipPadding = 5;
constexpr float kUnavailable = 0.55f;  // opacity of what cannot be chosen
constexpr std::string_view kEllipsis = "\xe2\x80\xa6";

ImDrawList& list() { return *ImGui::GetWindowDrawList(); }

/// `text` cut to `width` with an ellipsis, never inside a UTF-8 sequence.
std::string shortened(std::string_view text, Face face, float width) {
  std::string result(text);
  while (!text.empty()) {
    do {
      text.remove_suffix(1);
    } while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xC0) == 0x80);
    if (!text.empty() && static_cast<unsigned char>(text.back()) >= 0xC0) text.remove_suffix(1);
    result = std::string(text).append(kEllipsis);
    if (text_width(face, result) <= width) break;
  }
  return result;
}

struct ChipGrid {
  int columns, rows;
};

ChipGrid chip_grid(std::span<const std::string> labels, float width, float row_height, float extra) {
  float widest = row_height;
  for (const std::string& label : labels) widest = std::max(widest, text_width(Face::small, label) + extra + 2 * kChipPadding);
  const int count = static_cast<int>(labels.size());
  const int fitting = std::clamp(static_cast<int>((width + space::xs) / (widest + space::xs)), 1, count);
  const int rows = (count + fitting - 1) / fitting;
  return {(count + rows - 1) / rows, rows};  // rows of equal length
}

/// A button's label up to what only tells its id from others'.
std::string_view shown_label(std::string_view label) { return label.substr(0, label.find("##")); }

/// Whether the slider under the pointer moves now. A finger must first show that it goes sideways; a tap counts on release.
bool follows_pointer(const Touched& touched, Pointer& pointer) {
  const ImGuiIO& io = ImGui::GetIO();
  if (io.MouseClickedLastCount[0] >= 2) return false;  // a double click means reset
  if (!pointer.touch) return touched.held;
  const bool sideways = touched.held && interaction().dragged.x >= 6;
  pointer.taken = pointer.taken || sideways;
  return sideways || touched.clicked;
}

}  // namespace

float text_width(Face face, std::string_view text) {
  const ImFont& f = *font(face);
  return f.CalcTextSizeA(line_height(face), FLT_MAX, 0, text.data(), text.data() + text.size()).x;
}

void draw_text(const Rect& area, std::string_view text, Face face, ImU32 colour, Align align) {
  std::string cut;
  float width = text_width(face, text);
  if (width > area.width() + 0.5f) {
    cut = shortened(text, face, area.width());
    text = cut;
    width = text_width(face, text);
  }
  const float room = area.width() - width;
  const float x = area.min.x + (align == Align::left ? 0 : align == Align::centre ? room / 2 : room);
  const Rect at = snapped({{x, area.centre().y - line_height(face) / 2}, area.max});
  list().AddText(font(face), line_height(face), at.min, colour, text.data(), text.data() + text.size());
}

float paragraph_height(std::string_view text, Face face, float width) {
  return std::ceil(font(face)->CalcTextSizeA(line_height(face), FLT_MAX, width, text.data(), text.data() + text.size()).y);
}

void draw_paragraph(const Rect& area, std::string_view text, Face face, ImU32 colour) {
  const Rect at = snapped(area);
  list().AddText(font(face), line_height(face), at.min, colour, text.data(), text.data() + text.size(), area.width());
}

void fill(const Rect& area, ImU32 colour, float rounding) {
  const Rect at = snapped(area);
  list().AddRectFilled(at.min, at.max, colour, rounding);
}

ImU32 faded(ImU32 colour, float opacity) {
  ImVec4 value = ImGui::ColorConvertU32ToFloat4(colour);
  value.w *= opacity;
  return ImGui::ColorConvertFloat4ToU32(value);
}

void outline(const Rect& area, ImU32 colour, float thickness, float rounding) {
  const Rect at = inset(snapped(area), -thickness / 2, -thickness / 2);
  list().AddRect(at.min, at.max, colour, rounding + thickness / 2, 0, thickness);
}

Touched touchable(const char* id, const Rect& area, const Touch& touch) {
  ImGui::SetCursorScreenPos(area.min);
  const bool pressed = ImGui::InvisibleButton(id, ImVec2(std::max(1.0f, area.width()), std::max(1.0f, area.height())));
  Touched touched{ImGui::IsItemHovered(), ImGui::IsItemActive(), pressed};
  touched.focused = takes_focus(area);
  touched.clicked = pressed || (touched.focused && interaction().activated);
  say(touch.name.empty() ? shown_label(id) : touch.name);
  if (touch.hand && touched.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  if (touched.hovered && !touch.hint.empty()) hint(area, touch.hint);
  return touched;
}

TouchedTile touchable_tiles(const char* id, const TileGrid& grid, int count, const Touch& touch) {
  const Rect bounds = grid.bounds();
  const Touched touched = touchable(id, inset(bounds, 0, -touch.reach), touch);
  TouchedTile at;
  const ImVec2 mouse = ImGui::GetMousePos();
  const float y = touch.reach > 0 ? std::clamp(mouse.y, bounds.min.y, bounds.max.y - 1) : mouse.y;
  const int hovered = touched.hovered ? grid.at({mouse.x, y}) : -1;
  if (hovered < count) at.under = hovered;
  if (touched.focused && count > 0) {
    int& cursor = interaction().cursor;
    cursor += key_steps(ImGuiKey_LeftArrow, ImGuiKey_RightArrow) + grid.columns * key_steps(ImGuiKey_UpArrow, ImGuiKey_DownArrow);
    cursor = std::clamp(cursor, 0, count - 1);
    at.under = cursor;
    at.focused = true;
    say(touch.name.empty() ? std::string_view(id) : touch.name, std::to_string(cursor + 1) + " of " + std::to_string(count));
  }
  if (touched.clicked) at.clicked = at.under;
  return at;
}

float button_width(std::string_view label) { return std::ceil(text_width(Face::strong, label)) + 2 * 14; }

bool button(const char* label, const Rect& area, ButtonLook look, std::string_view hint, std::string_view name) {
  const Touched touched = touchable(label, area, {.name = name, .hint = hint});
  ImU32 back = touched.hovered ? palette().control_hovered : palette().control;
  ImU32 front = palette().text;
  if (look == ButtonLook::on) back = palette().control_on;
  if (look == ButtonLook::primary) {
    back = touched.hovered ? palette().accent_hovered : palette().accent;
    front = palette().on_accent;
  }
  fill(area, back, kRounding);
  draw_text(area, shown_label(label), look == ButtonLook::primary ? Face::strong : Face::body, front, Align::centre);
  return touched.clicked;
}

bool toggle(const char* label, const Rect& area, bool& on, std::string_view hint) {
  const bool pressed = button(label, area, on ? ButtonLook::on : ButtonLook::plain, hint);
  if (pressed) on = !on;
  say(label, on ? "on" : "off");
  return pressed;
}

float segmented_width(std::span<const char* const> labels) {
  float widest = 0;
  for (const char* label : labels) widest = std::max(widest, text_width(Face::body, label));
  return static_cast<float>(labels.size()) * (std::ceil(widest) + 2 * space::m);
}

int segmented(const char* id, const Rect& area, std::span<const Choice> choices, int chosen) {
  ImGui::PushID(id);
  fill(area, palette().control, kRounding);
  const int shown = chosen;
  const auto count = static_cast<float>(choices.size());
  const bool stacked = area.width() < area.height() * 1.5f;
  for (int i = 0; i < static_cast<int>(choices.size()); ++i) {
    const auto share = [&](float length, int parts) { return std::floor(length / count * static_cast<float>(parts)); };
    Rect part = area;
    float& low = stacked ? part.min.y : part.min.x;
    float& high = stacked ? part.max.y : part.max.x;
    const float start = low;
    const float length = high - low;
    low = start + share(length, i);
    high = start + share(length, i + 1);
    const Choice& choice = choices[static_cast<std::size_t>(i)];
    const std::string name = choice.label + std::string(i == shown ? ", chosen" : choice.enabled ? "" : ", not available");
    const Touched touched = touchable(choice.label, part, {.hand = choice.enabled, .name = name, .hint = choice.hint});
    say(name, choice.detail);
    if (touched.clicked && choice.enabled) chosen = i;
    if (shown == i) fill(inset(part, 2, 2), palette().control_on, kRounding - 2);
    const bool lively = choice.enabled && (shown == i || touched.hovered);
    const ImU32 colour = lively ? palette().text : faded(palette().muted, choice.enabled ? 1.0f : kUnavailable);
    Rect line = choice.detail.empty() ? part : centred_height(part, line_height(Face::body) + line_height(Face::small));
    draw_text(choice.detail.empty() ? line : cut_top(line, line_height(Face::body)), choice.label, Face::body, colour,
              Align::centre);
    if (!choice.detail.empty())
      draw_text(line, choice.detail, Face::small, lively ? palette().text : palette().muted, Align::centre);
  }
  ImGui::PopID();
  return chosen;
}

int segmented(const char* id, const Rect& area, std::span<const char* const> labels, int chosen, std::string_view hint) {
  std::vector<Choice> choices;
  for (const char* label : labels) choices.push_back({.label = label, .hint = std::string(hint)});
  return segmented(id, area, choices, chosen);
}

Rect labelled_box(Rect area, const char* label) {
  fill(area, palette().control, 8);
  area = inset(area, space::m, 0);
  draw_text(cut_left(area, text_width(Face::body, label), space::s), label, Face::body, palette().muted);
  return area;
}

bool text_field(const char* label, const Rect& area, std::span<char> text, ImGuiInputTextFlags flags, bool wanted) {
  const Rect room = labelled_box(area, label);
  ImGui::PushFont(font(Face::body));
  ImGui::SetCursorScreenPos({room.min.x, area.min.y});
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(0, (area.height() - line_height(Face::body)) / 2));
  ImGui::SetNextItemWidth(room.width());
  const bool result = ImGui::InputText(("##" + std::string(label)).c_str(), text.data(), text.size(), flags);
  const bool entered = result && (flags & ImGuiInputTextFlags_EnterReturnsTrue) != 0;
  const bool pressed = takes_focus(area) && interaction().activated;
  if (pressed || entered || wanted) ImGui::SetKeyboardFocusHere(-1);
  say(label, text.data());
  ImGui::PopStyleVar();
  ImGui::PopFont();
  return result;
}

std::vector<Rect> chip_areas(const Rect& area, std::span<const std::string> labels, float row_height, float extra) {
  if (labels.empty()) return {};
  const ChipGrid grid = chip_grid(labels, area.width(), row_height, extra);
  const float width = (area.width() + space::xs) / static_cast<float>(grid.columns) - space::xs;
  std::vector<Rect> areas;
  for (int i = 0; i < static_cast<int>(labels.size()); ++i) {
    const ImVec2 at = {area.min.x + static_cast<float>(i % grid.columns) * (width + space::xs),
                       area.min.y + static_cast<float>(i / grid.columns) * (row_height + space::xs)};
    areas.push_back({at, {at.x + width, at.y + row_height}});
  }
  return areas;
}

float chips_height(std::span<const std::string> labels, float width, float row_height, float extra) {
  if (labels.empty()) return 0;
  const ChipGrid grid = chip_grid(labels, width, row_height, extra);
  return static_cast<float>(grid.rows) * (row_height + space::xs) - space::xs;
}

std::optional<int> chips(const char* id, const Rect& area, std::span<const std::string> labels, std::span<const float> weights,
                         float row_height) {
  ImGui::PushID(id);
  const std::vector<Rect> areas = chip_areas(area, labels, row_height);
  std::optional<int> clicked;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const Rect& chip = areas[i];
    const Touched touched = touchable(labels[i].c_str(), chip);
    if (touched.clicked) clicked = static_cast<int>(i);
    fill(chip, touched.hovered ? palette().control_hovered : palette().control, 6);
    const auto opacity = static_cast<int>(255 * std::clamp(weights[i], 0.0f, 1.0f));
    if (opacity > 0) fill(chip, (palette().chip_on & ~IM_COL32_A_MASK) | static_cast<ImU32>(opacity) << IM_COL32_A_SHIFT, 6);
    draw_text(chip, labels[i], Face::small, palette().text, Align::centre);
  }
  ImGui::PopID();
  return clicked;
}

int pager(const char* id, Rect area, int first, int size, int total) {
  ImGui::PushID(id);
  const auto arrow = [&](const char* name, const Rect& where, Icon icon, bool enabled) {
    const Touched touched = touchable(name, where, {.hand = enabled});
    const ImU32 idle = enabled ? palette().text : palette().track;
    fill(where, enabled && touched.hovered ? palette().control_hovered : palette().control, 6);
    draw_icon(icon, where.centre(), 10, idle);
    return touched.clicked && enabled;
  };
  const float width = std::max(area.height(), 28.0f);
  if (arrow("previous", cut_left(area, width, space::s), Icon::left, first > 0)) first = std::max(0, first - size);
  if (arrow("next", cut_right(area, width, space::s), Icon::right, first + size < total)) first += size;
  const std::string text =
      std::to_string(first + 1) + "\xe2\x80\x93" + std::to_string(std::min(first + size, total)) + " of " + std::to_string(total);
  draw_text(area, text, Face::small, palette().muted, Align::centre);
  ImGui::PopID();
  return first;
}

bool icon_button(const char* id, const Rect& area, Icon icon, std::string_view hint, bool enabled) {
  const Touched touched = touchable(id, area, {.hand = enabled, .hint = hint});
  if (enabled && touched.hovered) fill(area, palette().control_hovered, kRounding);
  draw_icon(icon, area.centre(), 13, enabled ? palette().text : palette().track);
  return enabled && touched.clicked;
}

bool round_button(const char* id, const Rect& area, Icon icon, std::string_view hint) {
  const Touched touched = touchable(id, area, {.hint = hint});
  fill(area, touched.hovered ? palette().control_hovered : palette().control, area.width() / 2);
  draw_icon(icon, area.centre(), area.width() * 0.3f, palette().text);
  return touched.clicked;
}

bool slider(const char* id, const Rect& area, float& value, float min, float max, float reset, Pointer& pointer, SliderLook look) {
  const float before = value;
  // The grab may hang over both ends, and so may the finger.
  const Touched touched = touchable(id, inset(area, -look.grab_radius, 0), {.name = look.name, .hint = look.hint});
  const ImGuiIO& io = ImGui::GetIO();
  if (follows_pointer(touched, pointer)) {
    value = min + (max - min) * std::clamp((io.MousePos.x - area.min.x) / area.width(), 0.0f, 1.0f);
  }
  if (touched.hovered && ImGui::IsMouseDoubleClicked(0)) value = reset;
  const float step = (max - min) / (io.KeyShift ? 1000 : 100);
  float steps = 0;
  // With Shift the wheel fine-tunes, which browsers report as a sideways one.
  if (touched.hovered && io.KeyShift) steps += io.MouseWheel != 0 ? io.MouseWheel : io.MouseWheelH;
  if (touched.hovered && !io.KeyShift && ImGui::GetScrollMaxY() == 0) steps += io.MouseWheel;
  if ((touched.hovered || touched.focused) && !io.WantTextInput) {
    steps += static_cast<float>(key_steps(ImGuiKey_LeftArrow, ImGuiKey_RightArrow));
    if (touched.focused) steps += static_cast<float>(key_steps(ImGuiKey_DownArrow, ImGuiKey_UpArrow));
    if (key_pressed(ImGuiKey_Home)) value = min;
    if (key_pressed(ImGuiKey_End)) value = max;
    if (key_pressed(ImGuiKey_Delete)) value = reset;
  }
  if (steps != 0) value = std::clamp(value + steps * step, min, max);
  char text[24];
  std::snprintf(text, sizeof text, "%.2f", static_cast<double>(value));
  say(look.name.empty() ? std::string_view(id) : look.name, text);

  const float share = std::clamp((value - min) / (max - min), 0.0f, 1.0f);
  const ImVec2 grab = {area.min.x + share * area.width(), area.centre().y};
  const Rect track = {{area.min.x, grab.y - 1.5f}, {area.max.x, grab.y + 1.5f}};
  list().AddRectFilled(track.min, track.max, palette().track, 1.5f);
  if (look.filled) list().AddRectFilled(track.min, {grab.x, track.max.y}, palette().accent, 1.5f);
  const bool lively = touched.hovered || touched.held;
  list().AddCircleFilled(grab, look.grab_radius + (lively ? 1 : 0), look.filled ? palette().accent : palette().grab, 24);
  return value != before;
}

}  // namespace zscape
