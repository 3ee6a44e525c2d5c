// What panels are made of: text, buttons, sliders, icons. Every widget is given its rectangle; none keeps state.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ui/kit/icons.hpp"
#include "ui/kit/layout.hpp"
#include "ui/kit/theme.hpp"

namespace zscape {

/// How pointers behave in this frame. On a touch page a finger that moves up or down scrolls, also when it starts on a slider.
struct Pointer {
  bool touch = false;
  bool taken = false;  // a slider follows the pointer: the page must not scroll
};

enum class Align { left, centre, right };
float text_width(Face face, std::string_view text);

/// One line, centred vertically; cut with an ellipsis where `area` is too narrow.
void draw_text(const Rect& area, std::string_view text, Face face, ImU32 colour, Align align = Align::left);

/// Wrapped to a width.
float paragraph_height(std::string_view text, Face face, float width);

void draw_paragraph(const Rect& area, std::string_view text, Face face, ImU32 colour);
void fill(const Rect& area, ImU32 colour, float rounding = 0);
ImU32 faded(ImU32 colour, float opacity);

/// A line just outside of `area`.
void outline(const Rect& area, ImU32 colour, float thickness, float rounding);

struct Touched {
  bool hovered = false;
  bool held = false;
  bool clicked = false;
  bool focused = false;  // by the keyboard
};

struct Touch {
  bool hand = true;            // the pointer shows that it can be clicked
  std::string_view name = {};  // read out by a screen reader; the id when empty
  std::string_view hint = {};  // shown beside it once the pointer rests
  float reach = 0;             // of tiles: how far above and below them a finger still touches them
};

/// An invisible button, which the keyboard reaches and presses too.
Touched touchable(const char* id, const Rect& area, const Touch& touch = {});

struct TouchedTile {
  int under = -1;        // the tile that pointer or keyboard is at
  int clicked = -1;      // that was clicked, or chosen by Enter
  bool focused = false;  // by the keyboard
};

/// The first `count` tiles of a grid; arrow keys walk over them.
TouchedTile touchable_tiles(const char* id, const TileGrid& grid, int count, const Touch& touch = {});

enum class ButtonLook { plain, primary, on };

/// Width that fits the label with the usual room left and right.
float button_width(std::string_view label);

/// `name` is what a screen reader reads out, where the label alone does not say enough.
bool button(const char* label, const Rect& area, ButtonLook look = ButtonLook::plain, std::string_view hint = {},
            std::string_view name = {});

/// A button that is on or off, and says which to a screen reader; true when it was pressed, which has changed `on`.
bool toggle(const char* label, const Rect& area, bool& on, std::string_view hint = {});

struct Choice {
  const char* label;
  std::string detail = {};  // below the label
  std::string hint = {};
  bool enabled = true;
};

/// Choices side by side, or below each other where `area` is not that wide; returns the index of the chosen one.
int segmented(const char* id, const Rect& area, std::span<const Choice> choices, int chosen);

int segmented(const char* id, const Rect& area, std::span<const char* const> labels, int chosen, std::string_view hint = {});
float segmented_width(std::span<const char* const> labels);

/// A box with a label at its left; returns the room that is left for the value.
Rect labelled_box(Rect area, const char* label);

/// A text in a labelled_box() that a person edits in place; what ImGui::InputText() returns with those flags. It takes the keyboard
/// when it is pressed or `wanted`, and keeps it when Enter is pressed.
bool text_field(const char* label, const Rect& area, std::span<char> text, ImGuiInputTextFlags flags, bool wanted = false);

/// Labels in a grid of equal cells at least as wide as high, as few rows as the width allows, each with room for `extra` beside it.
std::vector<Rect> chip_areas(const Rect& area, std::span<const std::string> labels, float row_height, float extra = 0);

float chips_height(std::span<const std::string> labels, float width, float row_height, float extra = 0);

/// `weights` says how much each one is on, 0 to 1. Returns the one that was clicked.
std::optional<int> chips(const char* id, const Rect& area, std::span<const std::string> labels, std::span<const float> weights,
                         float row_height);

/// "21-40 of 100" between two arrows: the page of `size` that begins at `first`. Returns where the page to show begins.
int pager(const char* id, Rect area, int first, int size, int total);

bool round_button(const char* id, const Rect& area, Icon icon, std::string_view hint = {});

/// A square without a background until it is hovered.
bool icon_button(const char* id, const Rect& area, Icon icon, std::string_view hint, bool enabled = true);

struct SliderLook {
  bool filled = false;  // the track left of the grab in the accent colour
  float grab_radius = 6;
  std::string_view name = {};  // read out by a screen reader; the id when empty
  std::string_view hint = {};
};

/// A slider over [min, max]; true when `value` changed. The track starts and ends at the sides of `area`. A value outside is shown
/// at the end of the track and kept until the slider is moved. A double click gives `reset`, and so does Delete; arrow keys step by
/// a hundredth, with Shift by a tenth of that, while hovered or focused, and so does the wheel where it scrolls nothing or with
/// Shift; Home and End go to the ends.
bool slider(const char* id, const Rect& area, float& value, float min, float max, float reset, Pointer& pointer,
            SliderLook look = {});

}  // namespace zscape
