// Generate: the wall with its controls, and where there is room the path below it.
#include <algorithm>

#include "ui/panels.hpp"

namespace zscape {
namespace {

constexpr float kTileSize = 46;
constexpr float kLargestTile = 112;
constexpr float kTileGap = 6;
constexpr int kCompactRows = 5;
constexpr float kCompactTile = 64;

/// As many tiles as the area holds, or as few features as there are, then larger.
TileGrid wall_grid(const AppState& state, const Rect& area) {
  const std::int64_t features = state.view.wall == Wall::features ? state.model->spec().latent : kMaxWall;
  float size = kTileSize;
  TileGrid grid = fill_with_tiles(area, size, kTileGap);
  while (grid.count() > kMaxWall) grid = fill_with_tiles(area, ++size, kTileGap);
  for (TileGrid larger = grid; larger.count() >= features && size < kLargestTile;) {
    grid = larger;
    larger = fill_with_tiles(area, ++size, kTileGap);
  }
  return grid;
}

TileGrid compact_grid(const Rect& area) {
  return tile_columns(area, std::max(6, static_cast<int>(area.width() / kCompactTile)), kCompactRows, kTileGap);
}

}  // namespace

float generate_height(const Frame& frame, float width) {
  return compact_grid({{0, 0}, {width, 0}}).height() + space::m + controls_height(frame, width);
}

void draw_generate(Frame& frame, Rect area) {
  if (frame.compact) {
    const TileGrid grid = compact_grid(area);
    draw_wall(frame, grid);
    cut_top(area, grid.height(), space::m);
    return draw_controls(frame, area);
  }
  const Rect path = cut_bottom(area, path_height(frame, area.width()));
  fill({path.min, {path.max.x, path.min.y + 1}}, palette().line);
  area = inset(area, space::l, space::l);
  draw_controls(frame, cut_top(area, controls_height(frame, area.width()), space::l));
  draw_wall(frame, wall_grid(frame.state, area));
  draw_path(frame, inset(path, space::l, 0));
}

}  // namespace zscape
