// Rectangles that panels cut themselves from. All numbers are layout units (points).
#pragma once

#include <imgui.h>

namespace zscape {

struct Rect {
  ImVec2 min, max;

  float width() const { return max.x - min.x; }
  float height() const { return max.y - min.y; }
  ImVec2 size() const { return {width(), height()}; }
  ImVec2 centre() const { return {(min.x + max.x) / 2, (min.y + max.y) / 2}; }
  bool contains(ImVec2 at) const { return at.x >= min.x && at.x <= max.x && at.y >= min.y && at.y <= max.y; }
};

// Each takes a piece off one side of `area`, and a gap between the piece and what is left.
Rect cut_top(Rect& area, float height, float gap = 0);
Rect cut_bottom(Rect& area, float height, float gap = 0);
Rect cut_left(Rect& area, float width, float gap = 0);
Rect cut_right(Rect& area, float width, float gap = 0);

Rect inset(const Rect& area, float x, float y);

/// The middle of `area` at another height.
Rect centred_height(const Rect& area, float height);

/// The largest square in the middle of `area`.
Rect centred_square(const Rect& area);

/// Moved to whole device pixels, so that tiles and lines are sharp.
Rect snapped(const Rect& area);

/// A grid of square tiles, each with room for a caption below it: tile (column, row) is at min + column (size + gap, 0) +
/// row (0, size + caption + gap).
struct TileGrid {
  ImVec2 min;
  float size = 0;
  float gap = 0;
  int columns = 0;
  int rows = 0;
  float caption = 0;

  int count() const { return columns * rows; }
  float width() const { return static_cast<float>(columns) * (size + gap) - gap; }
  float height() const { return static_cast<float>(rows) * (size + caption + gap) - gap; }
  Rect bounds() const { return {min, {min.x + width(), min.y + height()}}; }
  Rect tile(int index) const;
  /// The tile whose place `point` is in, or -1.
  int at(ImVec2 point) const;
};

/// As many tiles of about `size` as fit into `area`, the size adjusted so that little of its height is left over.
TileGrid fill_with_tiles(const Rect& area, float size, float gap, float caption = 0);

/// `columns` tiles over the width of `area`.
TileGrid tile_columns(const Rect& area, int columns, int rows, float gap);

}  // namespace zscape
