// What all widgets of a context share: the palette, the keyboard's focus, the hint below the pointer, and what a screen reader is
// told. Widgets register themselves in the order in which they are drawn, which is the order in which Tab visits them.
#pragma once

#include <imgui.h>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ui/kit/layout.hpp"
#include "ui/kit/theme.hpp"

namespace zscape {

/// A place that pointer and keyboard can act on.
struct Widget {
  ImGuiID id = 0;
  Rect area = {};          // layout units
  std::string name = {};   // read out by a screen reader
  std::string value = {};  // likewise, as it is now; or ""
};

/// How two fingers moved over a touch screen.
struct Pinch {
  ImVec2 at = {0, 0};     // between them now, layout units
  ImVec2 moved = {0, 0};  // since the frame before
  float spread = 1;       // their distance over the one before
};

struct Interaction {
  const Palette* palette = &palette_of(Theme::dark);

  ImGuiID focus = 0;         // the widget that keys act on
  bool focus_shown = false;  // the keyboard was used last, so there is a ring around it
  int cursor = 0;            // the tile of the focused grid that keys act on

  ImGuiID sought = 0;  // the widget that the page is to have in sight

  ImVec2 dragged = {0, 0};  // how far the pointer has been from where it was last pressed, sideways and up or down; layout units

  std::vector<Widget> widgets;  // of the last frame, in the order in which Tab visits them

  // Within a frame.
  Pinch pinch;
  std::vector<Widget> reached;  // so far
  int layer = 0;                // 1 inside a sheet, which has the keyboard for itself
  int highest_layer = 0;        // of the frame before
  int reached_layer = 0;        // of this one so far
  bool activated = false;       // Enter or Space was pressed on the focus
  bool moved = false;           // the focus is new and is scrolled into sight
  std::optional<Rect> ring;     // around the focus
  ImGuiID hovered = 0;          // that has a hint
  double hovered_seconds = 0;   // so far
  std::string hint;             // its text
  Rect hint_beside = {};        // the widget
  bool hint_wanted = false;     // this frame
};

/// Of the current ImGui context; draw_app() puts it there.
Interaction& interaction();

/// Before the panels: Tab moves the focus, Enter and Space press what has it. A sheet that has opened takes it.
void begin_interaction(Interaction& interaction, double frame_seconds);

/// After the panels: the ring around the focus and the hint, above everything.
void end_interaction(Interaction& interaction);

/// Whether `key` was pressed in this frame, or repeats while it is held.
bool key_pressed(ImGuiKey key);

/// 1 when `more` was pressed, -1 when `less` was, else 0.
int key_steps(ImGuiKey less, ImGuiKey more);

/// Whether a hint is about to appear.
bool hint_is_due(const Interaction& interaction);

/// Name and value of the widget with the focus, "" while the pointer is in use.
std::string spoken(const Interaction& interaction);

/// Whether Tab, or Shift and Tab, goes past the last widget, out of the program.
bool focus_would_leave(const Interaction& interaction, bool backwards);

/// Registers ImGui's last item as a widget; whether keys act on it.
bool takes_focus(const Rect& area);

/// What a screen reader reads out for the widget that was registered last.
void say(std::string_view name, std::string_view value = {});

/// Shows `text` beside `area` once the pointer has rested on ImGui's last item.
void hint(const Rect& area, std::string_view text);

/// The colours of the frame that is being drawn.
const Palette& palette();

}  // namespace zscape
