// The anchors: two to four codes that paths and grids lie between.
#include "ui/panels/interpolate/anchors_panel.hpp"

#include <algorithm>

#include "nn/matrix.hpp"
#include "spec/model_spec.hpp"
#include "ui/kit/icons.hpp"
#include "ui/kit/interaction.hpp"
#include "ui/kit/layout.hpp"
#include "ui/kit/theme.hpp"
#include "ui/kit/widgets.hpp"
#include "ui/panels/frame/frame.hpp"
#include "ui/panels/frame/tiles.hpp"
#include "ui/panels/interpolate/code_sheet.hpp"
#include "ui/session/changes.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/pictures.hpp"
#include "ui/view/code.hpp"
#include "ui/view/interpolate_view.hpp"
#include "ui/view/path.hpp"
#include "ui/view/view.hpp"

namespace zscape {
namespace {

constexpr float kAnchorGap = space::s;
constexpr auto kCount = static_cast<float>(kMaxAnchors);

float anchor_size(float width) { return (width + kAnchorGap) / kCount - kAnchorGap; }

/// "anchor C"
std::string name_of(std::size_t index) { return std::string("anchor ") + static_cast<char>('A' + index); }

Matrix anchor_codes(const AppState& state, int count) {
  Matrix codes(count, code_width(state.opened.model->spec()));
  for (int i = 0; i < count; ++i) {
    const Code& code = *state.shown.view.anchors[static_cast<std::size_t>(i)];
    std::copy(code.begin(), code.end(), row(codes, i).begin());
  }
  return codes;
}

void remove_anchor(View& view, std::size_t index) {
  if (index == 2) std::swap(view.anchors[2], view.anchors[3]);
  view.anchors[3].reset();
  if (!has_grid(view)) view.interpolation.track.clear();
}

Rect remove_corner(const Frame& frame, const Rect& tile) {
  const float size = frame.compact ? 34.0f : 22.0f;
  return {{tile.max.x - size, tile.min.y}, {tile.max.x, tile.min.y + size}};
}

/// A cross in the tile's corner; before the tile, which lies beneath it.
bool draw_remove(const Frame& frame, const Rect& tile, std::size_t index) {
  const Rect corner = remove_corner(frame, tile);
  const std::string name = "remove " + name_of(index);
  const Touched touched = touchable("remove", corner, {.name = name, .hint = name});
  return touched.clicked;
}

void draw_remove_icon(const Frame& frame, const Rect& tile) {
  const ImVec2 centre = remove_corner(frame, tile).centre();
  fill({{centre.x - 9, centre.y - 9}, {centre.x + 9, centre.y + 9}}, palette().control, 9);
  draw_icon(Icon::cross, centre, 8, palette().text);
}

/// Below the tile: from the stage, or from what the sheet offers.
void draw_sources(Frame& frame, Rect line, std::size_t index) {
  AppState& state = frame.state();
  const std::string name = name_of(index);
  const Rect more = cut_right(line, frame.compact ? 34.0f : 22.0f, 2);
  const auto back = [](const Rect& area, const Touched& touched) {
    fill(area, touched.hovered ? palette().control_hovered : palette().control, 6);
  };
  const Touched stage = touchable("from stage", line, {.name = name + " from the stage", .hint = "make it the one on the stage"});
  if (stage.clicked) state.shown.view.anchors[index] = state.shown.view.stage;
  back(line, stage);
  draw_text(line, "stage", Face::small, palette().text, Align::centre);
  const Touched choose = touchable("choose", more, {.name = "choose " + name, .hint = "the mean of a class, or another anchor"});
  toggle_code_sheet(frame, choose, static_cast<CodePlace>(index), more);
  back(more, choose);
  draw_icon(Icon::down, more.centre(), 9, palette().muted);
}

void draw_anchor(Frame& frame, Rect card, std::size_t index, int tile_number) {
  AppState& state = frame.state();
  const Rect tile = cut_top(card, card.width(), space::xs);
  const bool removable = index >= kFewestAnchors;
  const bool removed = removable && draw_remove(frame, tile, index);
  const Touched touched = touchable("anchor", tile, {.name = name_of(index), .hint = "put it on the stage"});
  if (touched.clicked) put_on_stage(state, *state.shown.view.anchors[index]);
  draw_tiles(frame, tile_number, tile_columns(tile, 1, 1, 0), 1);
  const char letter[] = {static_cast<char>('A' + index), 0};
  draw_badge(tile, letter);
  if (removable) draw_remove_icon(frame, tile);
  if (touched.hovered && !frame.pointer.touch) outline(tile, palette().muted, 1, 5);
  draw_sources(frame, card, index);
  if (removed) remove_anchor(state.shown.view, index);
}

/// An empty place: the digit on the stage becomes the next anchor.
void draw_add(Frame& frame, Rect card, std::size_t index) {
  const Rect tile = cut_top(card, card.width());
  const std::string name = "add " + name_of(index);
  const Touched touched = touchable("add", tile, {.name = name, .hint = "what is on the stage becomes a corner of a grid"});
  if (touched.clicked) frame.state().shown.view.anchors[index] = frame.state().shown.view.stage;
  fill(tile, touched.hovered ? palette().control_hovered : palette().control, 6);
  Rect lines = centred_height(tile, line_height(Face::strong) + line_height(Face::small));
  const char letter[] = {'+', ' ', static_cast<char>('A' + index), 0};
  draw_text(cut_top(lines, line_height(Face::strong)), letter, Face::strong, palette().text, Align::centre);
  draw_text(lines, "from stage", Face::small, palette().muted, Align::centre);
}

}  // namespace

float anchors_width(float tile) { return kCount * (tile + kAnchorGap) - kAnchorGap; }

float anchors_height(const Frame& frame, float width) { return kCaption + anchor_size(width) + space::xs + frame.chip_height(); }

void draw_anchors(Frame& frame, Rect area) {
  const AppState& state = frame.state();
  draw_text(cut_top(area, kCaption), "Anchors", Face::small, palette().muted);
  const auto count = static_cast<std::size_t>(std::ssize(anchors_of(state.shown.view)));
  const int tiles = static_cast<int>(count);
  const int first = frame.plan.add({.role = Role::anchor, .count = tiles, .model = &*state.opened.model, .codes = [&state, tiles] {
                                      return anchor_codes(state, tiles);
                                    }});
  const float size = anchor_size(area.width());
  for (std::size_t i = 0; i < std::min(count + 1, kMaxAnchors); ++i) {
    ImGui::PushID(static_cast<int>(i));
    const Rect card = cut_left(area, size, kAnchorGap);
    if (i < count) {
      draw_anchor(frame, card, i, first + static_cast<int>(i));
    } else {
      draw_add(frame, card, i);
    }
    ImGui::PopID();
  }
}

}  // namespace zscape
