// The stage: one digit, large, what a classifier reads in it, its class, and sliders for its latent with previews of where they
// lead.
#include <algorithm>
#include <cstdio>
#include <string>

#include "ui/changes.hpp"
#include "ui/datasets.hpp"
#include "ui/panels.hpp"

namespace zscape {
namespace {

constexpr std::uint64_t kFirstRandomRow = 1'000'000;  // of the prior's draws; the wall never shows these
constexpr float kVerdictHeight = 20;

struct Sizes {
  float digit, verdict, classes, buttons, pager, row;
};

float with_gap(float height) { return height > 0 ? height + space::s : 0; }

std::vector<std::string> names_of(const AppState& state) { return class_names(dataset_in_use(state), state.model->spec().classes); }

/// What a panel of this width holds besides digit and rows.
Sizes fixed_sizes(const Frame& frame, float width) {
  const AppState& state = frame.state;
  const ModelSpec& spec = state.model->spec();
  return {.digit = 0,
          .verdict = classifier_entry(state) != nullptr ? kVerdictHeight : 0,
          .classes = is_conditional(spec) ? chips_height(names_of(state), width, frame.chip_height()) : 0,
          .buttons = frame.control_height(),
          .pager = spec.latent > kMostSliders ? 24.0f : 0,
          .row = 0};
}

float fixed_height(const Sizes& sizes) {
  return 2 * space::m + with_gap(sizes.verdict) + with_gap(sizes.classes) + sizes.buttons + with_gap(sizes.pager);
}

/// Rows as high as `height` allows while the digit stays large.
Sizes stage_sizes(const Frame& frame, float width, float height) {
  const auto rows = static_cast<float>(frame.state.sliders.dimensions().size());
  Sizes sizes = fixed_sizes(frame, width);
  if (frame.compact) {
    sizes.digit = std::min(width * 0.62f, 260.0f);
    sizes.row = 36;
    return sizes;
  }
  const float room = height - fixed_height(sizes);
  sizes.row = std::clamp((room - 0.62f * width) / rows, 21.0f, 42.0f);
  sizes.digit = std::clamp(room - sizes.row * rows, 120.0f, width);
  return sizes;
}

Matrix stage_code(const AppState& state) {
  return Eigen::Map<const Matrix>(state.view.stage->data(), 1, std::ssize(*state.view.stage));
}

/// The digit in the middle of `area`. It can be shown twice.
void draw_digit(Frame& frame, const Rect& area) {
  AppState& state = frame.state;
  if (frame.stage_tile < 0) {
    frame.stage_tile = frame.plan.add(
        {.role = Role::stage, .count = 1, .model = &*state.model, .codes = [&state] { return stage_code(state); }, .urgent = true});
  }
  draw_tiles(frame, frame.stage_tile, tile_columns(inset(centred_square(area), space::s, space::s), 1, 1, 0), 1);
}

/// "reads as 7, 98 %"
void draw_verdict(const Frame& frame, Rect line) {
  const AppState& state = frame.state;
  if (!state.verdict) return;
  const auto names = class_names(dataset_in_use(state), state.classifier->spec().classes);
  char percent[16];
  std::snprintf(percent, sizeof percent, ", %.0f %%", 100 * static_cast<double>(state.verdict->probability));
  const auto put = [&](std::string_view text, Face face, ImU32 colour) {
    draw_text(cut_left(line, text_width(face, text)), text, face, colour);
  };
  put("reads as ", Face::body, palette().muted);
  put(names[static_cast<std::size_t>(state.verdict->label)], Face::strong, palette().text);
  put(percent, Face::body, palette().muted);
}

/// The digit's class, which can be another one while the rest of its code stays.
void draw_class_row(Frame& frame, const Rect& area) {
  const auto weights = class_weights(*frame.state.view.stage, frame.state.model->spec());
  const auto clicked = chips("class", area, names_of(frame.state), weights, frame.chip_height());
  if (!clicked) return;
  std::fill(weights.begin(), weights.end(), 0.0f);
  weights[static_cast<std::size_t>(*clicked)] = 1;
  frame.state.selected.reset();
}

void draw_buttons(Frame& frame, Rect area) {
  AppState& state = frame.state;
  const Model& model = *state.model;
  Code& stage = *state.view.stage;
  const auto set_latent = [&](std::span<const float> z) {  // the class stays
    std::copy_n(z.begin(), model.spec().latent, stage.begin());
    state.selected.reset();
  };
  const float width = (area.width() - 3 * space::s) / 4;
  if (button("Set A", cut_left(area, width, space::s))) state.view.anchors[0] = stage;
  if (button("Set B", cut_left(area, width, space::s))) state.view.anchors[1] = stage;
  if (button("Random", cut_left(area, width, space::s))) {
    const Matrix draw = model.sample(state.view.draw.seed, kFirstRandomRow + state.random_draws++, 1, state.view.draw.temperature);
    set_latent(row(draw, 0));
  }
  if (button(model.prior() ? "Mean" : "Zero", area)) set_latent(state.sliders.mean);
}

/// "+0.13", with a real minus sign.
std::string signed_text(float value) {
  char digits[24];
  std::snprintf(digits, sizeof digits, "%.2f", static_cast<double>(std::abs(value)));
  return (std::signbit(value) ? "\xe2\x88\x92" : "+") + std::string(digits);
}

std::string dimension_name(int dimension) {
  char name[16];
  std::snprintf(name, sizeof name, "z%02d", dimension);
  return name;
}

/// Where the tiles of a dimension's preview are, at the right of its row.
TileGrid preview_grid(const Frame& frame, const Rect& row_area) {
  const float size = frame.compact ? 22 : std::min(row_area.height() - 3, 34.0f);
  const float gap = 2;
  const float width = kVariations * (size + gap) - gap;
  return {{row_area.max.x - width, row_area.centre().y - size / 2}, size, gap, kVariations, 1};
}

/// What the digit on the stage becomes along one dimension.
Matrix variations(const AppState& state, int dimension) {
  const Code& stage = *state.view.stage;
  Matrix codes(kVariations, std::ssize(stage));
  for (int step = 0; step < kVariations; ++step) {
    std::copy(stage.begin(), stage.end(), row(codes, step).begin());
    codes(step, dimension) = state.sliders.variation(dimension, step);
  }
  return codes;
}

/// Returns the number of the first tile of its preview.
int draw_dimension(Frame& frame, int dimension, Rect area) {
  AppState& state = frame.state;
  const Sliders& sliders = state.sliders;
  const std::string name = dimension_name(dimension);
  float& value = (*state.view.stage)[static_cast<std::size_t>(dimension)];
  ImGui::PushID(dimension);
  const TileGrid preview = preview_grid(frame, area);
  const int first = frame.plan.add(
      {.role = Role::variation, .key = dimension, .count = kVariations, .model = &*state.model, .codes = [&state, dimension] {
         return variations(state, dimension);
       }});
  const TouchedTile touched = touchable_tiles("preview", preview, kVariations, {.name = "along " + name});
  if (touched.under >= 0) frame.plan.focus = first + touched.under;
  if (touched.clicked >= 0) value = sliders.variation(dimension, touched.clicked);
  mark_tile(frame, preview, touched);

  cut_right(area, preview.width(), space::s);
  const std::string last = dimension_name(static_cast<int>(sliders.mean.size()) - 1);
  draw_text(cut_left(area, std::max(26.0f, text_width(Face::small, last)), space::m), name, Face::small, palette().muted);
  const Rect number = cut_right(area, 38, space::m);
  slider("slider", area, value, sliders.low(dimension), sliders.high(dimension), sliders.mean[static_cast<std::size_t>(dimension)],
         frame.pointer, {.grab_radius = frame.compact ? 7.0f : 5.0f, .name = name});
  draw_text(number, signed_text(value), Face::small, palette().text, Align::right);
  ImGui::PopID();
  return first;
}

/// `first` are the tiles that the previews begin with.
void draw_previews(Frame& frame, std::span<const int> first, const Rect& rows, float row_height) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  frame.tiles.begin(list, frame.state.smooth);
  Rect rest = rows;
  for (const int tile : first) {
    const TileGrid grid = preview_grid(frame, cut_top(rest, row_height));
    for (int step = 0; step < kVariations; ++step) draw_tile(frame, tile + step, grid.tile(step));
  }
  frame.tiles.end(list);
}

void draw_sliders(Frame& frame, Rect area, const Sizes& sizes) {
  Sliders& sliders = frame.state.sliders;
  if (sizes.pager > 0) {
    const Rect line = cut_top(area, sizes.pager, space::s);
    sliders.first = pager("dimensions", line, sliders.first, kMostSliders, static_cast<int>(sliders.order.size()));
  }
  const Rect rows = area;
  std::vector<int> first;
  for (const int dimension : sliders.dimensions()) first.push_back(draw_dimension(frame, dimension, cut_top(area, sizes.row)));
  draw_previews(frame, first, rows, sizes.row);
}

}  // namespace

float stage_height(const Frame& frame, float width) {
  const Sizes sizes = stage_sizes(frame, width, 0);
  return sizes.digit + fixed_height(sizes) + sizes.row * static_cast<float>(frame.state.sliders.dimensions().size());
}

Rect stage_digit(const Frame& frame, Rect area) { return cut_top(area, stage_sizes(frame, area.width(), area.height()).digit); }

float pinned_stage_height() { return 96 + 2 * space::s; }

void draw_pinned_stage(Frame& frame, const Rect& band) {
  fill(band, palette().sunken);
  fill({{band.min.x, band.max.y}, {band.max.x, band.max.y + 1}}, palette().line);
  draw_digit(frame, band);
}

void draw_stage(Frame& frame, Rect area) {
  const Sizes sizes = stage_sizes(frame, area.width(), area.height());
  const Rect box = cut_top(area, sizes.digit, space::m);
  fill(box, palette().sunken, 10);
  draw_digit(frame, box);
  if (sizes.verdict > 0) draw_verdict(frame, cut_top(area, sizes.verdict, space::s));
  if (sizes.classes > 0) draw_class_row(frame, cut_top(area, sizes.classes, space::s));
  draw_buttons(frame, cut_top(area, sizes.buttons, space::m));
  draw_sliders(frame, area, sizes);
}

}  // namespace zscape
