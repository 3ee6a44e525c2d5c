// The stage's sliders: a row for each dimension with its name, a lock, a dice, its value and what the digit becomes along it.
#include "ui/panels/stage/stage_sliders.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <string>

#include "latent/drift.hpp"
#include "nn/matrix.hpp"
#include "ui/kit/icons.hpp"
#include "ui/kit/interaction.hpp"
#include "ui/kit/layout.hpp"
#include "ui/kit/theme.hpp"
#include "ui/kit/widgets.hpp"
#include "ui/panels/frame/frame.hpp"
#include "ui/panels/frame/tiles.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/pictures.hpp"
#include "ui/state/sliders.hpp"
#include "ui/view/code.hpp"
#include "ui/view/limits.hpp"
#include "ui/view/settle.hpp"
#include "ui/view/view.hpp"

namespace zscape {
namespace {

constexpr float kPager = 24;
constexpr float kCompactPager = 34;
constexpr float kLine = 26;  // that folds quiet dimensions away
constexpr float kCompactLine = 36;
constexpr float kIcon = 18;  // of a lock or a dice
constexpr float kNumber = 38;
constexpr float kPreviewShare = 0.36f;  // of a row, at most

bool has_pager(const Sliders& sliders) { return sliders.listed() > sliders.page; }

float pager_height(const Frame& frame) { return frame.compact ? kCompactPager : kPager; }

float quiet_line(const Frame& frame) {
  if (frame.state().derived.sliders.quiet == 0) return 0;
  return frame.compact ? kCompactLine : kLine;
}

/// "+0.13", with a real minus sign; four characters are enough for any value.
std::string signed_text(float value) {
  char digits[48];
  const float size = std::abs(value);
  const int decimals = size < 9.995f ? 2 : size < 99.95f ? 1 : 0;
  std::snprintf(digits, sizeof digits, "%.*f", decimals, static_cast<double>(size));
  return (std::signbit(value) ? "\xe2\x88\x92" : "+") + std::string(digits);
}

std::string dimension_name(int dimension) {
  char name[16];
  std::snprintf(name, sizeof name, "z%02d", dimension);
  return name;
}

/// Where the tiles of a dimension's preview are, at the right of its row.
TileGrid preview_grid(const Frame& frame, const Rect& row_area) {
  const float gap = 2;
  const float widest = std::floor((kPreviewShare * row_area.width() + gap) / kVariations - gap);
  const float size = frame.compact ? 22 : std::min({row_area.height() - 3, 34.0f, widest});
  const float width = kVariations * (size + gap) - gap;
  return {{row_area.max.x - width, row_area.centre().y - size / 2}, size, gap, kVariations, 1};
}

/// What the digit on the stage becomes along one dimension.
Matrix variations(const AppState& state, int dimension) {
  const Code& stage = *state.shown.view.stage;
  Matrix codes(kVariations, std::ssize(stage));
  for (int step = 0; step < kVariations; ++step) {
    std::copy(stage.begin(), stage.end(), row(codes, step).begin());
    codes(step, dimension) = state.derived.sliders.variation(dimension, step);
  }
  return codes;
}

/// Keeps chance away from a dimension, or lets it at it.
void draw_lock(Frame& frame, int dimension, const Rect& area) {
  View& view = frame.state().shown.view;
  const bool frozen = is_frozen(view, dimension);
  const std::string name = "freeze " + dimension_name(dimension);
  const Touched touched = touchable("lock", area, {.name = name, .hint = "freeze: what is drawn or reset leaves it as it is"});
  if (touched.hovered) fill(area, palette().control_hovered, 5);
  draw_icon(frozen ? Icon::lock : Icon::unlock, area.centre(), 11,
            frozen            ? palette().accent_text
            : touched.hovered ? palette().text
                              : palette().muted);
  if (touched.clicked) set_frozen(view, dimension, !frozen);
  say(name, frozen ? "on" : "off");
}

void draw_dice(Frame& frame, int dimension, const Rect& area) {
  const bool enabled = !is_frozen(frame.state().shown.view, dimension);
  const Touched touched =
      touchable("dice", area, {.hand = enabled, .name = "randomise " + dimension_name(dimension), .hint = "another value"});
  const bool lively = enabled && touched.hovered;
  if (lively) fill(area, palette().control_hovered, 5);
  draw_icon(Icon::dice, area.centre(), 12, lively ? palette().text : enabled ? palette().muted : palette().track);
  if (!touched.clicked || !enabled) return;
  const auto d = static_cast<std::size_t>(dimension);
  (*frame.state().shown.view.stage)[d] = random_latent(frame.state())[d];
}

/// Where a finger has too little room for lock and dice, the name puts them in the place of the preview.
void draw_compact_name(Frame& frame, int dimension, const Rect& area) {
  Sliders& sliders = frame.state().derived.sliders;
  const std::string name = dimension_name(dimension);
  const bool opened = sliders.opened == dimension;
  if (touchable("name", inset(area, -space::xs, 0), {.name = "more of " + name}).clicked) sliders.opened = opened ? -1 : dimension;
  const bool frozen = is_frozen(frame.state().shown.view, dimension);
  draw_text(area, name, Face::small, frozen ? palette().accent_text : opened ? palette().text : palette().muted);
}

void draw_name(Frame& frame, int dimension, Rect& area) {
  const std::string last = dimension_name(static_cast<int>(frame.state().derived.sliders.mean.size()) - 1);
  const float width = std::max(26.0f, text_width(Face::small, last));
  if (frame.compact) return draw_compact_name(frame, dimension, cut_left(area, width, space::m));
  draw_text(cut_left(area, width, space::xs), dimension_name(dimension), Face::small, palette().muted);
  const float height = std::min(area.height(), kIcon);
  draw_lock(frame, dimension, centred_height(cut_left(area, kIcon), height));
  draw_dice(frame, dimension, centred_height(cut_left(area, kIcon, space::m), height));
}

/// What the digit becomes along the dimension, or lock and dice. Returns the number of its first tile, -1 for lock and dice.
int draw_preview(Frame& frame, int dimension, const Rect& area) {
  AppState& state = frame.state();
  const TileGrid preview = preview_grid(frame, area);
  if (frame.compact && state.derived.sliders.opened == dimension) {
    Rect buttons = {{preview.min.x, area.min.y}, area.max};
    draw_lock(frame, dimension, cut_left(buttons, preview.width() / 2));
    draw_dice(frame, dimension, buttons);
    return -1;
  }
  const int first = frame.plan.add({.role = Role::variation,
                                    .key = dimension,
                                    .count = kVariations,
                                    .model = &*state.opened.model,
                                    .codes = [&state, dimension] { return variations(state, dimension); }});
  const TouchedTile touched = touchable_tiles(
      "preview", preview, kVariations, {.name = "along " + dimension_name(dimension), .reach = (area.height() - preview.size) / 2});
  if (touched.under >= 0) frame.plan.focus = first + touched.under;
  if (touched.clicked >= 0) {
    (*state.shown.view.stage)[static_cast<std::size_t>(dimension)] = state.derived.sliders.variation(dimension, touched.clicked);
  }
  mark_tile(frame, preview, touched);
  return first;
}

/// Returns what draw_preview() does.
int draw_dimension(Frame& frame, int dimension, Rect area) {
  const Sliders& sliders = frame.state().derived.sliders;
  float& value = (*frame.state().shown.view.stage)[static_cast<std::size_t>(dimension)];
  ImGui::PushID(dimension);
  const int first = draw_preview(frame, dimension, area);
  cut_right(area, preview_grid(frame, area).width(), space::s);
  draw_name(frame, dimension, area);
  const Rect number = cut_right(area, kNumber, space::s);
  slider("slider", area, value, sliders.low(dimension), sliders.high(dimension), sliders.mean[static_cast<std::size_t>(dimension)],
         frame.pointer, {.grab_radius = frame.compact ? 7.0f : 5.0f, .name = dimension_name(dimension)});
  draw_text(number, signed_text(value), Face::small, palette().text, Align::right);
  ImGui::PopID();
  return first;
}

/// `first` are the tiles that the previews begin with.
void draw_previews(Frame& frame, std::span<const int> first, const Rect& rows, float row_height) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  frame.tiles.begin(list, frame.state().settings.preferences.smooth);
  Rect rest = rows;
  for (const int tile : first) {
    const TileGrid grid = preview_grid(frame, cut_top(rest, row_height));
    for (int step = 0; tile >= 0 && step < kVariations; ++step) draw_tile(frame, tile + step, grid.tile(step));
  }
  frame.tiles.end(list);
}

/// Whether pointer or keyboard is at the sliders, whose order then stays.
bool is_in_use(const Frame& frame, const Rect& rows) {
  const auto inside = [&](ImVec2 at) { return at.y >= rows.min.y && at.y < rows.max.y && at.x >= rows.min.x && at.x < rows.max.x; };
  const bool points = inside(ImGui::GetMousePos()) && (!frame.pointer.touch || ImGui::IsMouseDown(0));
  const Interaction& keyboard = interaction();
  return points || (keyboard.focus_shown && keyboard.ring && inside(keyboard.ring->centre()));
}

void draw_quiet_line(Frame& frame, const Rect& area) {
  Sliders& sliders = frame.state().derived.sliders;
  const std::string text = std::to_string(sliders.quiet) + (sliders.quiet == 1 ? " quiet dimension" : " quiet dimensions");
  const Touched touched = touchable("quiet", area, {.name = text, .hint = "a picture hardly changes along them"});
  say(text, sliders.shows_quiet ? "shown" : "folded away");
  Rect line = area;
  const ImU32 colour = touched.hovered ? palette().text : palette().muted;
  draw_icon(sliders.shows_quiet ? Icon::down : Icon::right, cut_left(line, 10, space::s).centre(), 9, colour);
  draw_text(line, text, Face::small, colour);
  if (!touched.clicked) return;
  sliders.shows_quiet = !sliders.shows_quiet;
  if (sliders.first >= sliders.listed()) sliders.first = 0;
}

}  // namespace

Code random_latent(AppState& state) {
  constexpr std::uint64_t kFirstRow = 1'000'000;  // of the prior's draws; the wall never shows these
  const Draw& draw = state.shown.view.draw;
  const std::optional<int> label = main_class(*state.shown.view.stage, state.opened.model->spec());
  const Matrix code = state.opened.model->sample(draw.seed, kFirstRow + state.moment.random_draws++, 1, draw.temperature, label);
  return {row(code, 0).begin(), row(code, 0).begin() + state.opened.model->spec().latent};
}

float around_sliders(const Frame& frame) {
  return (has_pager(frame.state().derived.sliders) ? pager_height(frame) + space::s : 0) + quiet_line(frame);
}

void draw_sliders(Frame& frame, Rect area, float row_height) {
  Sliders& sliders = frame.state().derived.sliders;
  if (has_pager(sliders))
    sliders.first =
        pager("dimensions", cut_top(area, pager_height(frame), space::s), sliders.first, sliders.page, sliders.listed());
  Rect rows = area;
  std::vector<int> first;
  for (const int dimension : sliders.dimensions()) first.push_back(draw_dimension(frame, dimension, cut_top(area, row_height)));
  rows.max.y = area.min.y;
  draw_previews(frame, first, rows, row_height);
  sliders.in_use = is_in_use(frame, rows);
  if (const float height = quiet_line(frame); height > 0) draw_quiet_line(frame, cut_top(area, height));
}

}  // namespace zscape
