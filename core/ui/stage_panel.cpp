// The stage: one digit, large, and a slider for each dimension of its latent with a preview of where that slider leads.
#include <algorithm>
#include <cstdio>
#include <string>

#include "models/prior.hpp"
#include "ui/panels.hpp"

namespace zscape {
namespace {

constexpr float kReach = 3;                           // of the sliders
constexpr std::uint64_t kFirstRandomRow = 1'000'000;  // of the prior's draws; the wall never shows these

struct Sizes {
  float digit, buttons, row;
};

/// Rows as high as `height` allows while the digit stays large.
Sizes stage_sizes(const Frame& frame, float width, float height) {
  const auto rows = static_cast<float>(frame.plan.latent);
  const float buttons = frame.control_height();
  if (frame.compact) return {std::min(width * 0.62f, 260.0f), buttons, 36};
  const float row = std::clamp((height - buttons - 2 * space::m - 0.62f * width) / rows, 21.0f, 42.0f);
  const float rest = height - buttons - 2 * space::m - row * rows;
  return {std::clamp(rest, 120.0f, width), buttons, row};
}

void draw_buttons(Frame& frame, Rect area) {
  AppState& state = frame.state;
  Latent& stage = *state.view.stage;
  const float width = (area.width() - 3 * space::s) / 4;
  if (button("Set A", cut_left(area, width, space::s))) state.view.anchors[0] = stage;
  if (button("Set B", cut_left(area, width, space::s))) state.view.anchors[1] = stage;
  if (button("Random", cut_left(area, width, space::s))) {
    const Matrix draw =
        sample_latents(frame.plan.latent, state.view.seed, kFirstRandomRow + state.random_draws++, 1, state.view.temperature);
    const auto values = row(draw, 0);
    std::copy(values.begin(), values.end(), stage.begin());
    state.selected.reset();
  }
  if (button("Zero", area)) {
    std::fill(stage.begin(), stage.end(), 0.0f);
    state.selected.reset();
  }
}

/// "+0.13", with a real minus sign.
std::string signed_text(float value) {
  char digits[24];
  std::snprintf(digits, sizeof digits, "%.2f", static_cast<double>(std::abs(value)));
  return (std::signbit(value) ? "\xe2\x88\x92" : "+") + std::string(digits);
}

/// Where the tiles of a dimension's preview are, at the right of its row.
TileGrid preview_grid(const Frame& frame, const Rect& row_area) {
  const float size = frame.compact ? 22 : std::min(row_area.height() - 3, 34.0f);
  const float gap = 2;
  const float width = kVariations * (size + gap) - gap;
  return {{row_area.max.x - width, row_area.centre().y - size / 2}, size, gap, kVariations, 1};
}

void draw_dimension(Frame& frame, int dimension, Rect area) {
  float& value = (*frame.state.view.stage)[static_cast<std::size_t>(dimension)];
  ImGui::PushID(dimension);
  const TileGrid preview = preview_grid(frame, area);
  const Touched touched = touchable("preview", {{preview.min.x, area.min.y}, area.max});
  const int step = touched.hovered ? preview.at({ImGui::GetMousePos().x, preview.min.y}) : -1;
  if (touched.clicked && step >= 0) value = variation_value(step);
  if (step >= 0 && !frame.pointer.touch) outline(preview.tile(step), colour::muted, 1, 3);

  cut_right(area, preview.width(), space::s);
  char name[16];
  std::snprintf(name, sizeof name, "z%02d", dimension);
  draw_text(cut_left(area, 26, space::s), name, Face::small, colour::muted);
  const Rect number = cut_right(area, 38, space::m);
  slider("slider", area, value, -kReach, kReach, 0, frame.pointer, {.grab_radius = frame.compact ? 7.0f : 5.0f});
  draw_text(number, signed_text(value), Face::small, colour::text, Align::right);
  ImGui::PopID();
}

void draw_previews(Frame& frame, const Rect& rows, float row_height) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  frame.tiles.begin(list, frame.state.smooth);
  Rect rest = rows;
  for (int dimension = 0; dimension < frame.plan.latent; ++dimension) {
    const TileGrid grid = preview_grid(frame, cut_top(rest, row_height));
    for (int step = 0; step < kVariations; ++step) draw_tile(frame, frame.plan.variation(dimension, step), grid.tile(step));
  }
  frame.tiles.end(list);
}

}  // namespace

float stage_height(const Frame& frame, float width) {
  const Sizes sizes = stage_sizes(frame, width, 0);
  return sizes.digit + sizes.buttons + 2 * space::m + sizes.row * static_cast<float>(frame.plan.latent);
}

Rect stage_digit(const Frame& frame, Rect area) { return cut_top(area, stage_sizes(frame, area.width(), area.height()).digit); }

float pinned_stage_height() { return 96 + 2 * space::s; }

void draw_pinned_stage(Frame& frame, const Rect& band) {
  fill(band, colour::sunken);
  fill({{band.min.x, band.max.y}, {band.max.x, band.max.y + 1}}, colour::line);
  draw_tiles(frame, frame.plan.stage(), tile_columns(inset(centred_square(band), space::s, space::s), 1, 1, 0));
}

void draw_stage(Frame& frame, Rect area) {
  const Sizes sizes = stage_sizes(frame, area.width(), area.height());
  const Rect box = cut_top(area, sizes.digit, space::m);
  fill(box, colour::sunken, 10);
  const TileGrid digit = tile_columns(inset(centred_square(box), space::s, space::s), 1, 1, 0);
  draw_tiles(frame, frame.plan.stage(), digit);
  draw_buttons(frame, cut_top(area, sizes.buttons, space::m));

  const Rect rows = area;
  for (int dimension = 0; dimension < frame.plan.latent; ++dimension) draw_dimension(frame, dimension, cut_top(area, sizes.row));
  draw_previews(frame, rows, sizes.row);
}

}  // namespace zscape
