#include "ui/panels/map/scatter.hpp"

#include <algorithm>

#include "ui/kit/class_colours.hpp"
#include "ui/kit/layout.hpp"
#include "ui/pictures/map_cells.hpp"
#include "ui/pictures/map_plane.hpp"
#include "ui/view/map_view.hpp"

namespace zscape {
namespace {

constexpr float kRim = 1;
constexpr ImU32 kRimColour = IM_COL32(17, 22, 29, 110);

/// Half of a point's side: more room makes larger points.
float half_side(const MapPlacement& placement) { return std::clamp(static_cast<float>(placement.scale()) / 90, 1.0f, 3.5f); }

}  // namespace

void draw_scatter(ImDrawList& list, const MapPoints& points, const MapPlacement& placement, std::uint32_t hidden, bool rimmed) {
  const std::vector<std::uint8_t>& labels = points.codes->labels;
  const std::vector<float>& values = points.codes->points.values;
  const float half = half_side(placement);
  const Rect inside = inset(placement.area, -half, -half);
  const int count = static_cast<int>(labels.size());
  const int squares = rimmed ? 2 : 1;  // of each point
  list.PrimReserve(6 * squares * count, 4 * squares * count);
  int left_out = 0;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const bool is_hidden = labels[i] < kMaxLegend && (hidden >> labels[i] & 1) != 0;
    const ImVec2 at = placement.at(points.to_plane(values[2 * i], values[2 * i + 1]));
    const bool in_sight = at.x > inside.min.x && at.x < inside.max.x && at.y > inside.min.y && at.y < inside.max.y;
    if (is_hidden || !in_sight) {
      ++left_out;
      continue;
    }
    if (rimmed) list.PrimRect({at.x - half - kRim, at.y - half - kRim}, {at.x + half + kRim, at.y + half + kRim}, kRimColour);
    list.PrimRect({at.x - half, at.y - half}, {at.x + half, at.y + half}, class_colour(labels[i]));
  }
  list.PrimUnreserve(6 * squares * left_out, 4 * squares * left_out);
}

}  // namespace zscape
