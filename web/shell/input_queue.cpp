#include "shell/input_queue.hpp"

#include <algorithm>
#include <array>
#include <cfloat>
#include "ui/kit/interaction.hpp"

namespace zscape {
namespace {

struct NamedKey {
  std::string_view name;
  ImGuiKey_ key;
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

void map_keys(ImGuiIO& io) {
  for (int key = 0; key < ImGuiKey_COUNT; ++key) io.KeyMap[key] = key;
}

void InputQueue::pointer_leave() { pointer_move(-FLT_MAX, -FLT_MAX); }

bool InputQueue::key(std::string_view name, bool down) {
  const auto known = std::find_if(kKeys.begin(), kKeys.end(), [&](const NamedKey& one) { return one.name == name; });
  if (known == kKeys.end()) return false;
  events_.push_back(Press{true, known->key, down});
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
      io.KeyCtrl = modifiers->control;
      io.KeyShift = modifiers->shift;
      io.KeyAlt = modifiers->alt;
    } else if (const auto* text = std::get_if<Text>(&event)) {
      io.AddInputCharactersUTF8(text->utf8.c_str());
    } else if (const auto* press = std::get_if<Press>(&event)) {
      bool& state = press->is_key ? io.KeysDown[press->index] : io.MouseDown[press->index];
      const bool changed = state != press->down;
      state = press->down;
      if (changed) return;
    }
  }
}

}  // namespace zscape
