// Generate: the wall with its controls, and where there is room the path below it.
#include "ui/panels/generate/generate_panel.hpp"

#include "ui/kit/interaction.hpp"
#include "ui/kit/layout.hpp"
#include "ui/kit/theme.hpp"
#include "ui/kit/widgets.hpp"
#include "ui/panels/frame/frame.hpp"
#include "ui/panels/generate/wall_controls.hpp"
#include "ui/panels/generate/wall_layout.hpp"
#include "ui/panels/generate/wall_panel.hpp"
#include "ui/panels/path/path_panel.hpp"

namespace zscape {

float generate_height(const Frame& frame, float width) {
  return place_wall(frame, {{0, 0}, {width, 0}}).height + space::m + controls_height(frame, width);
}

void draw_generate(Frame& frame, Rect area) {
  if (frame.compact) {
    const WallPlaces places = place_wall(frame, area);
    draw_wall(frame, places);
    cut_top(area, places.height, space::m);
    return draw_controls(frame, area);
  }
  const Rect path = cut_bottom(area, path_height(frame, area.width()));
  fill({path.min, {path.max.x, path.min.y + 1}}, palette().line);
  area = inset(area, space::l, space::l);
  draw_controls(frame, cut_top(area, controls_height(frame, area.width()), space::l));
  draw_wall(frame, place_wall(frame, area));
  draw_path(frame, inset(path, space::l, 0));
}

}  // namespace zscape
