// Tiles drawn through the host, one by one or as a grid.
#include "ui/panels.hpp"

namespace zscape {

void draw_tile(Frame& frame, int tile, const Rect& area, ImU32 tint) {
  const Rect at = snapped(area);
  frame.tiles.draw(*ImGui::GetWindowDrawList(), tile, at.min, at.max, tint);
}

void mark_tile(const Frame& frame, const TileGrid& grid, const TouchedTile& touched) {
  const bool finger = frame.pointer.touch && !touched.focused;
  if (touched.under >= 0 && !finger) outline(grid.tile(touched.under), palette().muted, 1, 5);
}

void draw_tiles(Frame& frame, int first, const TileGrid& grid, int count) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  frame.tiles.begin(list, frame.state.preferences.smooth);
  for (int i = 0; i < count; ++i) draw_tile(frame, first + i, grid.tile(i));
  frame.tiles.end(list);
}

}  // namespace zscape
