#include "shell/input_queue.hpp"

#include <algorithm>
#include <array>
#include <cfloat>
#include <utility>

#include "ui/kit/imgui_input.hpp"
#include "ui/kit/interaction.hpp"

namespace zscape {
namespace {

struct NamedKey {
  std::string_view name;
  ImGuiKey key;
};

// Letters only matter with ctrl.
constexpr std::array<NamedKey, 20> kKeys = {{{"Tab", ImGuiKey_Tab},
                                             {"ArrowLeft", ImGuiKey_LeftArrow},
                                             {"ArrowRight", ImGuiKey_RightArrow},
                                             {"ArrowUp", ImGuiKey_UpArrow},
                                             {"ArrowDown", ImGuiKey_DownArrow},
                                             {"PageUp", ImGuiKey_PageUp},
                                             {"PageDown", ImGuiKey_PageDown},
                                             {"Home", ImGuiKey_Home},
                                             {"End", ImGuiKey_End},
                                             {"Insert", ImGuiKey_Insert},
                                             {"Delete", ImGuiKey_Delete},
                                             {"Backspace", ImGuiKey_Backspace},
                                             {"Enter", ImGuiKey_Enter},
                                             {"Escape", ImGuiKey_Escape},
                                             {" ", ImGuiKey_Space},
                                             {"a", ImGuiKey_A},
                                             {"c", ImGuiKey_C},
                                             {"x", ImGuiKey_X},
                                             {"y", ImGuiKey_Y},
                                             {"z", ImGuiKey_Z}}};

}  // namespace

void InputQueue::pointer_leave() { pointer_move(-FLT_MAX, -FLT_MAX); }

bool InputQueue::key(std::string_view name, bool down) {
  const auto known = std::find_if(kKeys.begin(), kKeys.end(), [&](const NamedKey& one) { return one.name == name; });
  if (known == kKeys.end()) return false;
  events_.push_back(KeyPress{known->key, down});
  return true;
}

void InputQueue::apply(ImGuiIO& io, Pinch& pinch) {
  while (!events_.empty()) {
    const auto event = std::move(events_.front());
    events_.pop_front();
    if (const auto* move = std::get_if<Move>(&event)) {
      io.MousePos = move->position;
    } else if (const auto* wheel = std::get_if<Wheel>(&event)) {
      io.MouseWheel += wheel->y;
      io.MouseWheelH += wheel->x;
    } else if (const auto* fingers = std::get_if<Pinch>(&event)) {
      pinch = {fingers->at, {pinch.moved.x + fingers->moved.x, pinch.moved.y + fingers->moved.y}, pinch.spread * fingers->spread};
    } else if (const auto* modifiers = std::get_if<Modifiers>(&event)) {
      report_modifiers(io, modifiers->control, modifiers->shift, modifiers->alt);
    } else if (const auto* text = std::get_if<Text>(&event)) {
      io.AddInputCharactersUTF8(text->utf8.c_str());
    } else if (const auto* key = std::get_if<KeyPress>(&event)) {
      const bool changed = ImGui::IsKeyDown(ImGui::GetKeyIndex(key->key)) != key->down;
      report_key(io, key->key, key->down);
      if (changed) return;
    } else if (const auto* button = std::get_if<ButtonPress>(&event)) {
      if (std::exchange(io.MouseDown[button->button], button->down) != button->down) return;
    }
  }
}

}  // namespace zscape
