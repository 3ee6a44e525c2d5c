// Tiles drawn through the host, one by one or as a grid.
#include "ui/panels/frame/tiles.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include "ui/kit/interaction.hpp"
#include "ui/kit/layout.hpp"
#include "ui/kit/theme.hpp"
#include "ui/kit/widgets.hpp"
#include "ui/panels/frame/frame.hpp"
#include "ui/state/app_state.hpp"

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
  frame.tiles.begin(list, frame.state().settings.preferences.smooth);
  for (int i = 0; i < count; ++i) draw_tile(frame, first + i, grid.tile(i));
  frame.tiles.end(list);
}

void draw_badge(const Rect& tile, const char* letter) {
  // Over the corner, so that it covers little of a small digit.
  const Rect badge = {{tile.min.x - 3, tile.min.y - 3}, {tile.min.x + 11, tile.min.y + 11}};
  fill(badge, palette().accent, 4);
  draw_text(badge, letter, Face::small, palette().on_accent, Align::centre);
}

}  // namespace zscape
