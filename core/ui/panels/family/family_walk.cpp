// One walk in several models: the same seed's drifting digits, each row drawn from its model's own prior.
#include "ui/panels/family/family_walk.hpp"

#include <algorithm>
#include <cmath>

#include "nn/matrix.hpp"
#include "ui/kit/layout.hpp"
#include "ui/kit/theme.hpp"
#include "ui/kit/widgets.hpp"
#include "ui/panels/family/family_rows.hpp"
#include "ui/panels/frame/frame.hpp"
#include "ui/panels/frame/tiles.hpp"
#include "ui/pictures/wall_codes.hpp"
#include "ui/session/family.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/pictures.hpp"

namespace zscape {
namespace {

constexpr float kWalkGap = 6;
constexpr float kNameWidth = 148;
constexpr float kNameHeight = 24;  // above the row, on a phone
constexpr float kMaxTile = 128;
constexpr float kMaxLines = 3;  // of digits, in each model

/// Digits over this width, 8 to 12.
int columns_over(float width) { return std::clamp(static_cast<int>((width + kWalkGap) / (56 + kWalkGap)), 8, 12); }

float tile_over(float width) {
  const auto columns = static_cast<float>(columns_over(width));
  return std::min(kMaxTile, (width + kWalkGap) / columns - kWalkGap);
}

void draw_digits(Frame& frame, const FamilyRow& row, const TileGrid& grid) {
  AppState& state = frame.state();
  const int count = grid.count();
  const int first = frame.plan.add(
      {.role = Role::walk, .key = row.key, .count = count, .model = row.model, .codes = [&state, model = row.model, count] {
         return refresh_walk_codes(state, *model, count);
       }});
  const TouchedTile touched = touchable_tiles(("walk " + row.id).c_str(), grid, count, {.name = "the walk in " + row.id});
  if (touched.under >= 0) frame.plan.focus = first + touched.under;
  draw_tiles(frame, first, grid, count);
  mark_tile(frame, grid, touched);
  const ShownGroup* shown = state.derived.pictures.find(Role::walk, row.key);
  if (touched.clicked < 0 || shown == nullptr || touched.clicked >= shown->count()) return;
  const auto code = zscape::row(shown->codes, touched.clicked);
  if (shown->origin == row.model->tensors_sha256() && !std::isnan(code[0])) stage_from(state, row, {code.begin(), code.end()});
}

/// One row of the comparison: a name, and `lines` of digits.
void draw_row(Frame& frame, const FamilyRow& row, Rect area, int lines) {
  const Rect name = frame.compact ? cut_top(area, kNameHeight) : cut_left(area, kNameWidth, space::m);
  draw_row_name(frame, row, name);
  const float size = tile_over(area.width());
  if (row.model != nullptr) return draw_digits(frame, row, {area.min, size, kWalkGap, columns_over(area.width()), lines});
  draw_row_status(frame, row, {area.min, {area.max.x, area.min.y + size}});
}

float row_height(const Frame& frame, float width) {
  return frame.compact ? kNameHeight + tile_over(width) : tile_over(width - kNameWidth - space::m);
}

/// Walks of models that are no longer compared.
void forget_others(AppState& state, std::span<const FamilyRow> rows) {
  std::erase_if(state.derived.walks, [&](const auto& walk) {
    return std::none_of(rows.begin(), rows.end(),
                        [&](const FamilyRow& row) { return row.model != nullptr && row.model->tensors_sha256() == walk.first; });
  });
}

}  // namespace

float family_walk_height(const Frame& frame, float width) {
  return (row_height(frame, width) + space::m) * static_cast<float>(family_rows(frame.state()).size());
}

void draw_family_walk(Frame& frame, Rect area, std::span<const FamilyRow> rows) {
  forget_others(frame.state(), rows);
  const float line = row_height(frame, area.width());
  const float share = (area.height() + space::l) / static_cast<float>(rows.size()) - space::l;
  const float lines = frame.compact ? 1 : std::clamp(std::floor((share + kWalkGap) / (line + kWalkGap)), 1.0f, kMaxLines);
  const float height = lines * (line + kWalkGap) - kWalkGap;
  for (const FamilyRow& row : rows)
    draw_row(frame, row, cut_top(area, height, lines > 1 ? space::l : space::m), static_cast<int>(lines));
}

}  // namespace zscape
