#include "ui/panels/bar/tabs.hpp"

#include <algorithm>
#include <array>

#include "ui/kit/interaction.hpp"
#include "ui/kit/layout.hpp"
#include "ui/kit/theme.hpp"
#include "ui/kit/widgets.hpp"
#include "ui/panels/family/family_panel.hpp"
#include "ui/panels/frame/frame.hpp"
#include "ui/panels/generate/generate_panel.hpp"
#include "ui/panels/interpolate/interpolate_panel.hpp"
#include "ui/panels/listen/listen_panel.hpp"
#include "ui/panels/map/map_panel.hpp"
#include "ui/sound/models.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/tabs.hpp"
#include "ui/view/map_view.hpp"
#include "ui/view/tab.hpp"

namespace zscape {
namespace {

constexpr std::array kPanels = {
    TabPanel{Tab::generate, "Generate", "pictures drawn from the prior", draw_generate, generate_height},
    TabPanel{Tab::map, "Map", "a plane of the latent space", draw_map, map_height},
    TabPanel{Tab::interpolate, "Interpolate", "walk between pictures", draw_interpolate, interpolate_height},
    TabPanel{Tab::family, "Family", "a picture or a walk in several models", draw_family, family_height},
    TabPanel{Tab::listen, "Listen", "sounds, to shape and to play", draw_listen, listen_height},
};

}  // namespace

std::span<const TabPanel> tab_panels() { return kPanels; }

const TabPanel& panel_of(Tab tab) {
  return *std::find_if(kPanels.begin(), kPanels.end(), [tab](const TabPanel& panel) { return panel.tab == tab; });
}

void draw_tabs(Frame& frame, Rect& bar) {
  const auto shown = std::span(kPanels).first(kPanels.size() - (has_sounds(frame.state()) ? 0 : 1));
  const float share = bar.width() / static_cast<float>(shown.size());
  for (const TabPanel& panel : shown) {
    const bool on = frame.state().shown.view.tab == panel.tab;
    const float width = frame.compact ? share : button_width(panel.title);
    Rect area = cut_left(bar, width, frame.compact ? 0 : space::xs);
    if (!frame.compact) area = centred_height(area, frame.control_height());
    const Touched touched =
        touchable(name_of(panel.tab), area, {.name = std::string(panel.title) + (on ? ", chosen" : ""), .hint = panel.hint});
    if (touched.clicked) show_tab(frame.state(), panel.tab);
    if (!frame.compact && (on || touched.hovered)) fill(area, on ? palette().control_on : palette().control, 8);
    const ImU32 idle = touched.hovered ? palette().text : palette().muted;
    const ImU32 chosen = frame.compact ? palette().accent_text : palette().text;
    const bool fits = text_width(Face::strong, panel.title) <= area.width();
    draw_text(area, panel.title, !fits ? Face::small : on ? Face::strong : Face::body, on ? chosen : idle, Align::centre);
  }
}

}  // namespace zscape
