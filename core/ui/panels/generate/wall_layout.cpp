#include "ui/panels/generate/wall_layout.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "ui/files/classifier.hpp"
#include "ui/files/side_files.hpp"
#include "ui/kit/layout.hpp"
#include "ui/kit/theme.hpp"
#include "ui/kit/widgets.hpp"
#include "ui/panels/frame/frame.hpp"
#include "ui/panels/frame/messages.hpp"
#include "ui/state/app_state.hpp"
#include "ui/view/limits.hpp"
#include "ui/view/view.hpp"
#include "weights/codes_file.hpp"

namespace zscape {
namespace {

constexpr float kTileSize = 46;  // where the view asks for no number of tiles
constexpr float kLargestFeature = 112;
constexpr float kTileGap = 6;
constexpr float kSmallGap = 2;  // between tiles smaller than
constexpr float kSmallTile = 30;
constexpr float kCaption = 15;
constexpr float kCaptionFrom = 40;  // smaller tiles have their caption on them
constexpr int kCompactRows = 5;
constexpr float kCompactTile = 64;
constexpr float kSmallestCompactTile = 9;
constexpr float kHeading = 16;
constexpr float kTally = 52;

bool shows_features(const AppState& state) { return state.shown.view.wall == Wall::features; }

int most_tiles(const AppState& state) {
  return shows_features(state) ? std::min(kMaxWall, static_cast<int>(state.opened.model->spec().latent) - state.shown.view.unit)
                               : kMaxWall;
}

/// How many of the columns have real digits.
int real_share(int columns, bool real) { return real ? std::max(1, columns / 6) : 0; }

float gap_of(float size) { return size < kSmallTile ? kSmallGap : kTileGap; }

int fitting(float width, float size) { return std::max(1, static_cast<int>((width + gap_of(size)) / (size + gap_of(size)))); }

/// `count` tiles, side by side as far as `columns` go and then in rows of equal length.
TileGrid grid_of(int count, float size, int columns, bool captions) {
  TileGrid grid;
  grid.size = size;
  grid.gap = gap_of(size);
  grid.rows = (count + columns - 1) / columns;
  grid.columns = (count + grid.rows - 1) / grid.rows;
  grid.caption = captions && size >= kCaptionFrom ? kCaption : 0;
  return grid;
}

/// Widens the gaps of a grid that leaves less than a tile of `width` unused beside it, unless it becomes too high.
void spread(TileGrid& grid, float width, int columns, float most_height) {
  const float unused = width - (static_cast<float>(columns) * (grid.size + grid.gap) - grid.gap);
  if (columns < 2 || unused <= 0 || unused > grid.size) return;
  TileGrid wider = grid;
  wider.gap += unused / static_cast<float>(columns - 1);
  if (wider.height() <= most_height) grid = wider;
}

/// As many tiles as the area holds, or as few features as there are, then larger.
TileGrid usual_grid(const AppState& state, const Rect& area, bool captions) {
  float size = kTileSize;
  const auto fill = [&] { return fill_with_tiles(area, size, kTileGap, captions ? kCaption : 0); };
  TileGrid grid = fill();
  for (; grid.count() > kMaxWall; grid = fill()) ++size;
  if (!shows_features(state)) return grid;
  for (TileGrid larger = grid; larger.count() >= state.opened.model->spec().latent && size < kLargestFeature; larger = fill()) {
    grid = larger;
    ++size;
  }
  return grid;
}

/// The tiles of both as large as fit.
void place_counted(WallPlaces& places, const Rect& area, bool captions, bool real) {
  for (float size = std::max(1.0f, std::floor(std::min(area.width(), area.height())));; --size) {
    const int columns = fitting(area.width(), size);
    const int share = real_share(columns, real);
    if (columns - share < 1) continue;
    places.wall = grid_of(places.count, size, columns - share, captions);
    places.real.columns = share;
    if (places.wall.height() > area.height() && size > 1) continue;
    return spread(places.wall, area.width(), places.wall.columns + share, area.height());
  }
}

void place_usual(WallPlaces& places, const AppState& state, const Rect& area, bool captions, bool real) {
  places.wall = usual_grid(state, area, captions);
  places.real.columns = real_share(places.wall.columns, real);
  places.wall.columns -= places.real.columns;
  places.count = std::min(places.wall.count(), most_tiles(state));
}

WallPlaces place_wide(const AppState& state, Rect area, bool captions, bool real) {
  WallPlaces places;
  places.height = area.height();
  if (captions) places.tally = cut_bottom(area, kTally, space::m);
  const Rect heading = real ? cut_top(area, kHeading, space::xs) : Rect{};
  const float between = real ? space::l : 0;  // on top of the usual gap
  const Rect room = {area.min, {area.max.x - between, area.max.y}};
  if (state.shown.view.wall_count) {
    places.count = std::min(*state.shown.view.wall_count, most_tiles(state));
    place_counted(places, room, captions, real);
  } else {
    place_usual(places, state, room, captions, real);
  }
  TileGrid& wall = places.wall;
  const int columns = std::exchange(places.real.columns, 0);
  const float step = wall.size + wall.gap;
  const float used = static_cast<float>(wall.columns + columns) * step - wall.gap + between;
  wall.min = {area.min.x + std::max(0.0f, std::floor((area.width() - used) / 2)), area.min.y};
  if (state.shown.view.wall_count) wall.min.y += std::max(0.0f, std::floor((area.height() - wall.height()) / 2));
  if (!real) return places;
  places.real = wall;
  places.real.columns = columns;
  places.real.min.x = wall.min.x + static_cast<float>(wall.columns) * step + between;
  places.wall_heading = {{wall.min.x, heading.min.y}, {places.real.min.x - space::s, heading.max.y}};
  places.real_heading = {{places.real.min.x, heading.min.y}, heading.max};
  return places;
}

/// Tiles that fill the width, about as high as wide together; where they would become too small, higher.
TileGrid compact_grid(const AppState& state, float width, bool captions) {
  const Rect area = {{0, 0}, {width, 0}};
  if (!state.shown.view.wall_count) {
    TileGrid grid = tile_columns(area, std::max(6, static_cast<int>(width / kCompactTile)), kCompactRows, kTileGap);
    grid.caption = captions ? kCaption : 0;
    return grid;
  }
  const int count = std::min(*state.shown.view.wall_count, most_tiles(state));
  float size = width;
  TileGrid grid = grid_of(count, size, fitting(width, size), captions);
  while (grid.height() > width && size > kSmallestCompactTile) {
    --size;
    grid = grid_of(count, size, fitting(width, size), captions);
  }
  spread(grid, width, grid.columns, std::numeric_limits<float>::infinity());
  return grid;
}

WallPlaces place_compact(const AppState& state, Rect area, bool captions, bool real) {
  WallPlaces places;
  const float top = area.min.y;
  TileGrid& wall = places.wall;
  wall = compact_grid(state, area.width(), captions);
  places.count = std::min(state.shown.view.wall_count.value_or(wall.count()), most_tiles(state));
  wall.min.x = area.min.x + (real ? 0 : std::floor((area.width() - wall.width()) / 2));
  if (real) {
    places.real_heading = cut_top(area, kHeading, space::xs);
    places.real = wall;
    places.real.caption = 0;
    places.real.rows = 1;
    places.real.columns = wall.rows > 1 ? wall.columns : fitting(area.width(), wall.size);
    places.real.min.y = area.min.y;
    cut_top(area, places.real.height(), space::s);
    places.wall_heading = cut_top(area, kHeading, space::xs);
  }
  wall.min.y = area.min.y;
  cut_top(area, wall.height());
  if (captions) {
    cut_top(area, space::m);
    places.tally = cut_top(area, kTally);
  }
  places.height = area.min.y - top;
  return places;
}

/// What was asked for and did not come, in sentences, or "".
std::string absence_beside(const AppState& state) {
  if (shows_features(state)) return {};
  const std::string digits = state.shown.view.real ? absence_of_digits(state) : "";
  const std::string classifier = state.shown.view.verdicts ? absence_of_classifier(state) : "";
  return digits + (digits.empty() || classifier.empty() ? "" : " ") + classifier;
}

}  // namespace

WallPlaces place_wall(const Frame& frame, Rect area) {
  const bool captions = shows_verdicts(frame.state());
  const bool real = digits_beside(frame.state()) != nullptr;
  std::string absence = absence_beside(frame.state());
  const float height = absence.empty() ? 0 : missing_height(frame, area.width(), absence);
  const Rect missing = absence.empty() ? Rect{} : cut_top(area, height, space::l);
  WallPlaces places =
      frame.compact ? place_compact(frame.state(), area, captions, real) : place_wide(frame.state(), area, captions, real);
  if (absence.empty()) return places;
  places.absence = std::move(absence);
  places.missing = missing;
  places.height += height + space::l;
  return places;
}

bool shows_verdicts(const AppState& state) {
  return state.shown.view.verdicts && !shows_features(state) && classifier_in_use(state) != nullptr;
}

const DigitsFile* digits_beside(const AppState& state) {
  if (!state.shown.view.real || shows_features(state)) return nullptr;
  return digits_in_use(state);
}

}  // namespace zscape
