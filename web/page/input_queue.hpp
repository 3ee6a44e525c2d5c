// What the browser reported since the last frame, in order. A press and its release may arrive between two frames; ImGui sees
// states, not events, so the queue hands out at most one press or release a frame and keeps the rest for the next.
#pragma once

#include <imgui.h>
#include <deque>
#include <string>
#include <string_view>
#include <variant>

namespace zscape {

class InputQueue {
 public:
  void pointer_move(float x, float y) { events_.push_back(Move{{x, y}}); }  // layout units
  void pointer_leave();
  void pointer_button(int button, bool down) { events_.push_back(Press{false, button, down}); }
  void wheel(float x, float y) { events_.push_back(Wheel{x, y}); }  // notches
  /// `name` is KeyboardEvent.key, letters in lower case; false: ImGui does nothing with that key.
  bool key(std::string_view name, bool down);
  void text(std::string utf8) { events_.push_back(Text{std::move(utf8)}); }

  bool empty() const { return events_.empty(); }

  /// Hands the next events to ImGui; before each NewFrame().
  void apply(ImGuiIO& io);

 private:
  struct Move {
    ImVec2 position;
  };
  struct Press {
    bool is_key;
    int index;  // ImGuiKey or mouse button
    bool down;
  };
  struct Wheel {
    float x, y;
  };
  struct Text {
    std::string utf8;
  };

  std::deque<std::variant<Move, Press, Wheel, Text>> events_;
};

/// Tells ImGui that keys are numbered as ImGuiKey.
void map_keys(ImGuiIO& io);

}  // namespace zscape
