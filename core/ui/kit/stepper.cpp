#include "ui/kit/stepper.hpp"

#include <algorithm>
#include <string>

#include "ui/kit/icons.hpp"
#include "ui/kit/interaction.hpp"
#include "ui/kit/layout.hpp"
#include "ui/kit/theme.hpp"
#include "ui/kit/widgets.hpp"

namespace zscape {
namespace {

bool arrow(const std::string& name, const Rect& area, Icon icon, bool enabled) {
  const Touched touched = touchable(name.c_str(), area, {.hand = enabled});
  if (enabled && touched.hovered) fill(area, palette().control_hovered, 8);
  draw_icon(icon, area.centre(), 9, enabled ? palette().text : palette().track);
  return enabled && touched.clicked;
}

}  // namespace

int stepper(const char* name, Rect area, int chosen, int count, std::string_view text) {
  fill(area, palette().control, 8);
  int steps = 0;
  const float side = area.height();
  if (arrow(std::string(name) + ", previous", cut_left(area, side), Icon::left, chosen > 0)) --steps;
  const Rect right = cut_right(area, side);
  const Touched touched = touchable(name, area, {.hand = false});
  say(name, text);
  if (touched.hovered && ImGui::GetScrollMaxY() == 0) steps += static_cast<int>(ImGui::GetIO().MouseWheel);
  if (touched.focused) steps += key_steps(ImGuiKey_DownArrow, ImGuiKey_UpArrow) * (ImGui::GetIO().KeyShift ? 10 : 1);
  draw_text(area, text, Face::body, palette().text, Align::centre);
  if (arrow(std::string(name) + ", next", right, Icon::right, chosen + 1 < count)) ++steps;
  return std::clamp(chosen + steps, 0, count - 1);
}

}  // namespace zscape
