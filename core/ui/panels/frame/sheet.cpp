#include "ui/panels/frame/sheet.hpp"

#include <algorithm>

#include "ui/kit/interaction.hpp"
#include "ui/kit/layout.hpp"
#include "ui/kit/theme.hpp"
#include "ui/kit/widgets.hpp"
#include "ui/panels/frame/frame.hpp"
#include "ui/panels/frame/scroll.hpp"
#include "ui/state/app_state.hpp"

namespace zscape {
namespace {

constexpr float kLarge = 0.4f;  // a higher share of the screen darkens the page
constexpr float kShadow = 14;   // how far it reaches
constexpr float kShadowStep = 2;
constexpr float kShadowDrop = 4;
constexpr float kShadowOpacity = 0.14f;  // of one step, against the scrim's

/// Darkens the page below a large sheet, and lifts every sheet off it by a shadow.
void draw_below(const Rect& sheet, const Rect& screen) {
  ImGui::SetNextWindowPos(screen.min);
  ImGui::SetNextWindowSize(screen.size());
  ImGui::Begin("below the sheet", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoInputs |
                   ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoFocusOnAppearing);
  if (sheet.height() > kLarge * screen.height()) fill(screen, palette().scrim);
  const Rect dropped = {{sheet.min.x, sheet.min.y + kShadowDrop}, {sheet.max.x, sheet.max.y + kShadowDrop}};
  for (float spread = kShadow; spread > 0; spread -= kShadowStep)
    fill(inset(dropped, -spread, -spread), faded(palette().scrim, kShadowOpacity), ImGui::GetStyle().PopupRounding + spread);
  ImGui::End();
}

}  // namespace

void toggle_sheet(AppState& state, const Touched& touched, const char* id) {
  // Pressing beside a sheet has closed it by the time the button is clicked.
  if (ImGui::IsItemActivated()) state.moment.dismissed_sheet = state.moment.open_sheet;
  if (touched.focused) state.moment.dismissed_sheet.clear();
  if (!touched.clicked || state.moment.dismissed_sheet == id) return;
  state.moment.open_sheet = id;
}

bool is_open(const AppState& state, const char* id) { return state.moment.open_sheet == id; }

std::optional<Rect> begin_sheet(Frame& frame, const char* id, const Rect& beside, float width, float height) {
  AppState& state = frame.state();
  if (state.moment.open_sheet != id) return {};
  if (!ImGui::IsPopupOpen(id)) {
    if (state.moment.shown_sheet == id) {  // closed since the last frame
      state.moment.open_sheet.clear();
      state.moment.shown_sheet.clear();
      return {};
    }
    ImGui::OpenPopup(id);
  }
  state.moment.shown_sheet = id;
  const ImVec2 screen = ImGui::GetIO().DisplaySize;
  width = std::min(width, screen.x - 2 * space::m);
  const float x = std::clamp(beside.min.x, space::m, screen.x - width - space::m);
  const float y = std::min(std::max(beside.max.y + space::s, kTopBar + space::xs), 0.4f * screen.y);
  const ImVec2 shown = {width, std::min(height, screen.y - y - space::m)};
  draw_below({{x, y}, {x + shown.x, y + shown.y}}, {{0, 0}, screen});
  ImGui::SetNextWindowPos({x, y});
  ImGui::SetNextWindowSize(shown);
  if (!ImGui::BeginPopup(id, ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoNav)) return {};
  interaction().layer = 1;
  if (key_pressed(ImGuiKey_Escape)) close_sheet();
  const ImVec2 start = ImGui::GetCursorScreenPos();
  ImGui::Dummy({1, height});
  return inset({start, {start.x + width, start.y + height}}, space::m, space::m);
}

void end_sheet(Frame& frame) {
  if (frame.compact) scroll_by_touch(frame);
  interaction().layer = 0;
  ImGui::EndPopup();
}

void close_sheet() { ImGui::CloseCurrentPopup(); }

}  // namespace zscape
