// Tiles drawn through the TileHost, one by one or as a grid.
#pragma once

#include "ui/kit/layout.hpp"
#include "ui/kit/widgets.hpp"
#include "ui/panels/frame/frame.hpp"

namespace zscape {

/// The tiles `first`, `first + 1`, ... at the first `count` places of `grid`.
void draw_tiles(Frame& frame, int first, const TileGrid& grid, int count);

/// A line around the tile that `touched` is at.
void mark_tile(const Frame& frame, const TileGrid& grid, const TouchedTile& touched);

void draw_tile(Frame& frame, int tile, const Rect& area, ImU32 tint = IM_COL32_WHITE);

/// A letter in the corner of its tile.
void draw_badge(const Rect& tile, const char* letter);

inline constexpr float kCaption = 20;

}  // namespace zscape
