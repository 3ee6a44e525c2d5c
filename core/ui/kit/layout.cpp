// Cutting rectangles and laying out grids.
#include "ui/kit/layout.hpp"

#include <algorithm>
#include <cmath>

namespace zscape {

Rect cut_top(Rect& area, float height, float gap) {
  const Rect piece = {area.min, {area.max.x, area.min.y + height}};
  area.min.y += height + gap;
  return piece;
}

Rect cut_bottom(Rect& area, float height, float gap) {
  const Rect piece = {{area.min.x, area.max.y - height}, area.max};
  area.max.y -= height + gap;
  return piece;
}

Rect cut_left(Rect& area, float width, float gap) {
  const Rect piece = {area.min, {area.min.x + width, area.max.y}};
  area.min.x += width + gap;
  return piece;
}

Rect cut_right(Rect& area, float width, float gap) {
  const Rect piece = {{area.max.x - width, area.min.y}, area.max};
  area.max.x -= width + gap;
  return piece;
}

Rect inset(const Rect& area, float x, float y) { return {{area.min.x + x, area.min.y + y}, {area.max.x - x, area.max.y - y}}; }

Rect centred_height(const Rect& area, float height) {
  const float y = area.centre().y;
  return {{area.min.x, y - height / 2}, {area.max.x, y + height / 2}};
}

Rect centred_square(const Rect& area) {
  const float half = std::min(area.width(), area.height()) / 2;
  const ImVec2 c = area.centre();
  return {{c.x - half, c.y - half}, {c.x + half, c.y + half}};
}

Rect snapped(const Rect& area) {
  const float scale = ImGui::GetIO().DisplayFramebufferScale.x;
  const auto snap = [&](float x) { return std::floor(x * scale + 0.5f) / scale; };
  const ImVec2 min = {snap(area.min.x), snap(area.min.y)};
  return {min, {min.x + snap(area.width()), min.y + snap(area.height())}};  // equal sizes stay equal
}

Rect TileGrid::tile(int index) const {
  const ImVec2 at = {min.x + static_cast<float>(index % columns) * (size + gap),
                     min.y + static_cast<float>(index / columns) * (size + caption + gap)};
  return {at, {at.x + size, at.y + size}};
}

int TileGrid::at(ImVec2 point) const {
  if (point.x < min.x || point.y < min.y) return -1;
  const int column = static_cast<int>((point.x - min.x) / (size + gap));
  const int row = static_cast<int>((point.y - min.y) / (size + caption + gap));
  return column < columns && row < rows ? row * columns + column : -1;
}

TileGrid tile_columns(const Rect& area, int columns, int rows, float gap) {
  const float size = std::floor((area.width() + gap) / static_cast<float>(columns) - gap);
  TileGrid grid{area.min, size, gap, columns, rows};
  grid.gap = columns > 1 ? (area.width() - size * static_cast<float>(columns)) / static_cast<float>(columns - 1) : gap;
  return grid;
}

TileGrid fill_with_tiles(const Rect& area, float size, float gap, float caption) {
  const int most = std::max(1, static_cast<int>((area.width() + gap) / (size + gap)));
  TileGrid best;
  float best_left_over = 0;
  for (int columns = most; columns >= std::max(1, most - 2); --columns) {
    TileGrid grid = tile_columns(area, columns, 1, gap);
    grid.caption = caption;
    grid.rows = std::max(1, static_cast<int>((area.height() + grid.gap) / (grid.size + caption + grid.gap)));
    const float left_over = area.height() - grid.height();
    if (best.columns == 0 || left_over < best_left_over) {
      best = grid;
      best_left_over = left_over;
    }
  }
  return best;
}

}  // namespace zscape
