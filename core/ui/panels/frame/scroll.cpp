// Scrolling with a finger.
#include "ui/panels/frame/scroll.hpp"

#include <imgui_internal.h>  // ClearActiveID
#include <algorithm>
#include <cmath>

#include "ui/panels/frame/frame.hpp"
#include "ui/state/app_state.hpp"

namespace zscape {

void scroll_by_touch(Frame& frame) {
  AppState& state = frame.state();
  const float seconds = frame.seconds;
  const ImGuiIO& io = ImGui::GetIO();
  if (!ImGui::IsMouseDown(0)) state.moment.scrolling = false;
  const bool starts = ImGui::IsMouseDown(0) && ImGui::IsWindowHovered(ImGuiHoveredFlags_AllowWhenBlockedByActiveItem) &&
                      state.moment.interaction.dragged.y > 8;
  if (starts && !frame.pointer.taken && !io.WantTextInput && !state.moment.scrolling) {
    state.moment.scrolling = true;
    ImGui::ClearActiveID();  // the release will not click what the finger happened to start on
  }
  if (state.moment.scrolling) {
    state.moment.scroll_velocity = seconds > 0 ? io.MouseDelta.y / seconds : 0;
    ImGui::SetScrollY(ImGui::GetScrollY() - io.MouseDelta.y);
  } else if (std::abs(state.moment.scroll_velocity) > 10 && !ImGui::IsMouseDown(0)) {
    ImGui::SetScrollY(ImGui::GetScrollY() - state.moment.scroll_velocity * seconds);
    state.moment.scroll_velocity *= std::exp(-4 * seconds);
  } else {
    state.moment.scroll_velocity = 0;
  }
}

}  // namespace zscape
