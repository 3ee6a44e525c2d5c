// How a shell or a test tells Dear ImGui what was pressed. Version 1.86, which Debian 12 has, holds the state of keys and pointer
// for a shell to write; 1.90, which Debian 13 has, is told of events and works the state out in NewFrame(). The difference stands
// here alone: to both, keys are numbered as ImGuiKey.
#pragma once

#include <imgui.h>
#include <imgui_internal.h>  // InputEventsQueue
#include <algorithm>
#include <cfloat>
#include <iterator>

namespace zscape {

#if IMGUI_VERSION_NUM < 18900

/// Once, before keys are reported.
inline void prepare_keys(ImGuiIO& io) {
  for (int key = 0; key < ImGuiKey_COUNT; ++key) io.KeyMap[key] = key;
}

inline void report_key(ImGuiIO& io, ImGuiKey key, bool down) { io.KeysDown[key] = down; }

inline void report_modifiers(ImGuiIO& io, bool control, bool shift, bool alt) {
  io.KeyCtrl = control;
  io.KeyShift = shift;
  io.KeyAlt = alt;
}

inline void release_keys(ImGuiIO& io) {
  std::fill(std::begin(io.KeysDown), std::end(io.KeysDown), false);
  report_modifiers(io, false, false, false);
}

/// How many events ImGui has been told of and has not worked off.
inline int waiting_events() { return 0; }

/// Multiplies what ImGui was told of the pointer's place, except by the first `earlier` events.
inline void scale_pointer(ImGuiIO& io, int /*earlier*/, float factor) {
  if (io.MousePos.x > -FLT_MAX) io.MousePos = ImVec2(io.MousePos.x * factor, io.MousePos.y * factor);
}

#else

inline void prepare_keys(ImGuiIO&) {}

inline void report_key(ImGuiIO& io, ImGuiKey key, bool down) { io.AddKeyEvent(key, down); }

inline void report_modifiers(ImGuiIO& io, bool control, bool shift, bool alt) {
  io.AddKeyEvent(ImGuiMod_Ctrl, control);
  io.AddKeyEvent(ImGuiMod_Shift, shift);
  io.AddKeyEvent(ImGuiMod_Alt, alt);
}

inline void release_keys(ImGuiIO& io) {
  for (int key = ImGuiKey_NamedKey_BEGIN; key < ImGuiKey_GamepadStart; ++key) io.AddKeyEvent(static_cast<ImGuiKey>(key), false);
  report_modifiers(io, false, false, false);
}

inline int waiting_events() { return ImGui::GetCurrentContext()->InputEventsQueue.Size; }

inline void scale_pointer(ImGuiIO&, int earlier, float factor) {
  ImVector<ImGuiInputEvent>& events = ImGui::GetCurrentContext()->InputEventsQueue;
  for (int i = earlier; i < events.Size; ++i) {
    if (events[i].Type != ImGuiInputEventType_MousePos || events[i].MousePos.PosX == -FLT_MAX) continue;
    events[i].MousePos.PosX *= factor;
    events[i].MousePos.PosY *= factor;
  }
}

#endif

}  // namespace zscape
