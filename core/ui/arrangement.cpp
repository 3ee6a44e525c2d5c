#include "ui/arrangement.hpp"

#include <algorithm>
#include <utility>

#include "ui/kit/interaction.hpp"
#include "ui/kit/layout.hpp"
#include "ui/kit/theme.hpp"
#include "ui/kit/widgets.hpp"
#include "ui/panels/bar/help_sheet.hpp"
#include "ui/panels/bar/look_sheet.hpp"
#include "ui/panels/bar/model_list.hpp"
#include "ui/panels/bar/models_panel.hpp"
#include "ui/panels/bar/share_sheet.hpp"
#include "ui/panels/bar/tabs.hpp"
#include "ui/panels/bar/top_bar.hpp"
#include "ui/panels/frame/frame.hpp"
#include "ui/panels/frame/messages.hpp"
#include "ui/panels/frame/opener.hpp"
#include "ui/panels/frame/scroll.hpp"
#include "ui/panels/generate/wall_controls.hpp"
#include "ui/panels/interpolate/code_sheet.hpp"
#include "ui/panels/listen/listen_panel.hpp"
#include "ui/panels/stage/stage_panel.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/published.hpp"
#include "ui/view/map_view.hpp"
#include "ui/view/tab.hpp"

namespace zscape {
namespace {

constexpr float kBottomBar = 56;

void vertical_line(float x, const Rect& along) { fill({{x, along.min.y}, {x + 1, along.max.y}}, palette().line); }

/// A part of the window that scrolls by itself when its content is higher than it is.
void begin_part(const char* id, const Rect& area, ImGuiWindowFlags flags = 0) {
  ImGui::SetCursorScreenPos(area.min);
  ImGui::BeginChild(id, area.size(), false, flags | ImGuiWindowFlags_NoBackground);
}

void end_part(const Rect& content) {
  ImGui::SetCursorScreenPos({content.min.x, content.max.y});
  ImGui::Dummy(ImVec2(1, 0));
  ImGui::EndChild();
}

/// The models, the tab, the stage.
void draw_wide(Frame& frame, Rect area) {
  if (frame.state().shown.view.tab == Tab::listen) return draw_listen(frame, area);  // sounds have models and controls of their own
  const Rect list =
      frame.side_list ? inset(cut_left(area, std::clamp(0.125f * area.width(), kModelList, 300.0f)), space::m, space::m) : Rect{};
  if (frame.side_list) {
    vertical_line(area.min.x - 1, area);
    draw_model_list(frame, list);
  }
  const Rect stage = cut_right(area, std::clamp(0.263f * area.width(), 330.0f, 500.0f));
  panel_of(frame.state().shown.view.tab).draw(frame, area);

  vertical_line(stage.min.x, stage);
  const Rect inside = inset(stage, space::l, space::l);
  fit_sliders(frame, inside.size());
  begin_part("stage", {{inside.min.x - 8, inside.min.y}, {inside.max.x + 8, inside.max.y}});
  const ImVec2 start = ImGui::GetCursorScreenPos();
  const Rect content = {{start.x + 8, start.y},
                        {start.x + 8 + inside.width(), start.y + std::max(inside.height(), stage_height(frame, inside.width()))}};
  draw_stage(frame, content);
  end_part(content);
  if (frame.side_list) draw_model_list_pictures(frame, list);
}

/// The tab and the stage below each other on one page, above the tabs.
void draw_compact(Frame& frame, Rect area) {
  Rect bottom = cut_bottom(area, kBottomBar);
  fill({bottom.min, {bottom.max.x, bottom.min.y + 1}}, palette().line);
  draw_tabs(frame, bottom);

  const TabPanel& panel = panel_of(frame.state().shown.view.tab);
  begin_part(name_of(panel.tab), area, ImGuiWindowFlags_NoScrollbar);  // each tab keeps the place that it is scrolled to
  if (std::exchange(frame.state().moment.scroll_to_top, false)) ImGui::SetScrollY(0);
  const ImVec2 start = ImGui::GetCursorScreenPos();
  const float width = area.width() - 2 * space::m;
  Rect page = {{start.x + space::m, start.y + space::m}, {start.x + space::m + width, start.y + space::m}};
  const auto next = [&](float height) {
    const Rect part = {{page.min.x, page.max.y}, {page.max.x, page.max.y + height}};
    page.max.y += height + space::m;
    return part;
  };
  panel.draw(frame, next(panel.height(frame, width)));
  if (panel.tab == Tab::listen) {  // sounds have controls of their own
    if (frame.state().moment.open_sheet.empty()) scroll_by_touch(frame);
    return end_part(page);
  }
  fit_sliders(frame, area.size());
  const Rect stage = next(stage_height(frame, width));
  Rect visible = area;
  const Rect band = cut_top(visible, pinned_stage_height());
  const bool pinned = stage_digit(frame, stage).max.y < area.min.y && stage.max.y > band.max.y;
  if (pinned)
    touchable("pinned", band,
              {.hand = false, .name = "the " + noun_in_use(frame.state()).one + " on the stage"});  // covers the sliders beneath it
  draw_stage(frame, stage);
  if (pinned) draw_pinned_stage(frame, band);
  if (frame.state().moment.open_sheet.empty()) scroll_by_touch(frame);
  end_part(page);
}

}  // namespace

void draw_panels(Frame& frame, const Rect& screen) {
  Rect area = screen;
  const TopBar bar = draw_top_bar(frame, cut_top(area, kTopBar));
  area = draw_error(frame, area);
  if (!frame.state().opened.model) {
    draw_waiting(frame, area);
    return draw_path_sheet(frame);
  }
  if (frame.compact) {
    draw_compact(frame, area);
  } else {
    draw_wide(frame, area);
  }
  draw_model_sheet(frame, is_listed_at_side(frame) ? frame.chosen_model : bar.model);
  draw_look_sheet(frame, bar.look);
  draw_share_sheet(frame, bar.share);
  draw_help_sheet(frame, bar.help);
  draw_more_sheet(frame);
  draw_code_sheet(frame);
  draw_models_panel(frame);
  draw_path_sheet(frame);
}

}  // namespace zscape
