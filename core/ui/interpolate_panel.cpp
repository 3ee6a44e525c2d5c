// Interpolate: the path from A to B.
#include "ui/panels.hpp"

namespace zscape {

float interpolate_height(const Frame& frame, float width) { return path_height(frame, width); }

void draw_interpolate(Frame& frame, Rect area) {
  if (frame.compact) return draw_path(frame, area);
  draw_path(frame, inset(cut_top(area, path_height(frame, area.width())), space::l, 0));
}

}  // namespace zscape
