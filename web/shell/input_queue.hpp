// What the browser reported since the last frame, in order. A press and its release may arrive between two frames; ImGui sees
// states, not events, so the queue hands out at most one press or release a frame and keeps the rest for the next.
#pragma once

#include <imgui.h>
#include <deque>
#include <string>
#include <string_view>
#include <variant>

#include "ui/kit/interaction.hpp"
#include "ui/kit/widgets.hpp"

namespace zscape {

class InputQueue {
 public:
  void pointer_move(float x, float y) { events_.push_back(Move{{x, y}}); }  // layout units
  void pointer_leave();
  void pointer_button(int button, bool down) { events_.push_back(ButtonPress{button, down}); }
  void wheel(float x, float y) { events_.push_back(Wheel{x, y}); }  // notches
  /// Two fingers: the point between them now, how far it moved, and their distance over the one before.
  void pinch(const Pinch& pinch) { events_.push_back(pinch); }
  void modifiers(bool control, bool shift, bool alt) { events_.push_back(Modifiers{control, shift, alt}); }
  /// `name` is KeyboardEvent.key, letters in lower case; false: ImGui does nothing with that key.
  bool key(std::string_view name, bool down);
  void text(std::string utf8) { events_.push_back(Text{std::move(utf8)}); }

  bool empty() const { return events_.empty(); }

  /// Hands the next events to ImGui, and what it has no words for to `pinch`; before each NewFrame().
  void apply(ImGuiIO& io, Pinch& pinch);

 private:
  struct Move {
    ImVec2 position;
  };
  struct KeyPress {
    ImGuiKey key;
    bool down;
  };
  struct ButtonPress {
    int button;
    bool down;
  };
  struct Wheel {
    float x, y;
  };
  struct Modifiers {
    bool control, shift, alt;
  };
  struct Text {
    std::string utf8;
  };

  std::deque<std::variant<Move, KeyPress, ButtonPress, Wheel, Pinch, Modifiers, Text>> events_;
};

}  // namespace zscape
