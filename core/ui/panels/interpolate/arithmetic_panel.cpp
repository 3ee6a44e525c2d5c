// Latent arithmetic: a code less another one plus a third.
#include "ui/panels/interpolate/arithmetic_panel.hpp"

#include <algorithm>

#include "latent/blend.hpp"
#include "latent/plane.hpp"
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
#include "ui/view/view.hpp"

namespace zscape {
namespace {

constexpr float kSign = 24;  // width of what stands between tiles
constexpr int kTerms = 3;

struct Term {
  CodePlace place;
  const char* id;
  const char* sign;  // behind it
};

constexpr std::array<Term, kTerms> kRow = {Term{CodePlace::first, "the first term", "\xe2\x88\x92"},
                                           Term{CodePlace::minus, "the term that is taken away", "+"},
                                           Term{CodePlace::plus, "the term that is added", "="}};

float term_size(float width) { return (width - kTerms * kSign) / (kTerms + 1); }

/// The three terms; for one that is not chosen, what stands in for it.
std::array<Code, kTerms> terms_of(const View& view) {
  const auto& own = view.interpolation.terms;
  return {own[0].value_or(*view.anchors[0]), own[1].value_or(*view.anchors[1]), own[2].value_or(*view.stage)};
}

Code sum_of(const AppState& state) {
  const auto [first, minus, plus] = terms_of(state.shown.view);
  return add(state.opened.model->spec(), first, minus, plus);
}

Matrix row_codes(const AppState& state) {
  const auto [first, minus, plus] = terms_of(state.shown.view);
  Matrix codes(kTerms + 1, code_width(state.opened.model->spec()));
  Eigen::Index i = 0;
  for (const Code& code : {first, minus, plus, sum_of(state)}) std::copy(code.begin(), code.end(), row(codes, i++).begin());
  return codes;
}

/// The name of the code at `place`: where it was taken from, unless it has changed since.
std::string name_of(const Frame& frame, CodePlace place, const std::vector<NamedCode>& known) {
  static constexpr std::array kStandIns = {"A", "B", "stage"};
  const auto& code = code_at(frame.state().shown.view, place);
  if (!code) return kStandIns[static_cast<std::size_t>(place) - kMaxAnchors];
  const auto found = std::find_if(known.begin(), known.end(), [&](const NamedCode& one) { return one.code == *code; });
  return found == known.end() ? "chosen" : found->name;
}

/// Below a tile: what it is, and that it can be pressed.
void draw_label(Rect area, std::string_view text, bool hovered, bool opens) {
  fill(area, hovered ? palette().control_hovered : palette().control, 6);
  area = inset(area, 6, 0);
  if (opens) draw_icon(Icon::down, cut_right(area, 9, 2).centre(), 9, palette().muted);
  draw_text(area, text, Face::small, palette().text, Align::centre);
}

void draw_term(Frame& frame, Rect card, const Term& term, int tile_number, const std::vector<NamedCode>& known) {
  const std::string name = name_of(frame, term.place, known);
  const Touched touched = touchable(term.id, card, {.hint = "the stage, an anchor or the mean of a class"});
  say(term.id, name);
  toggle_code_sheet(frame, touched, term.place, card);
  draw_tiles(frame, tile_number, tile_columns(cut_top(card, card.width(), space::xs), 1, 1, 0), 1);
  draw_label(card, name, touched.hovered, true);
}

void draw_sum(Frame& frame, Rect card, int tile_number) {
  const Touched touched = touchable("the sum", card, {.hint = "put it on the stage"});
  if (touched.clicked) put_on_stage(frame.state(), sum_of(frame.state()));
  const Rect tile = cut_top(card, card.width(), space::xs);
  draw_tiles(frame, tile_number, tile_columns(tile, 1, 1, 0), 1);
  outline(tile, palette().accent_text, 2, 6);
  draw_label(card, "to stage", touched.hovered, false);
}

/// Names of what a term can be, those that say most first.
std::vector<NamedCode> known_codes(const AppState& state) {
  auto known = class_means(state);
  for (NamedCode& one : known) one.name = "mean " + one.name;
  auto in_view = codes_in_view(state);
  std::rotate(in_view.begin(), in_view.begin() + 1, in_view.end());  // the stage last
  known.insert(known.end(), in_view.begin(), in_view.end());
  return known;
}

}  // namespace

float arithmetic_width(float tile) { return (kTerms + 1) * tile + kTerms * kSign; }

float arithmetic_height(const Frame& frame, float width) { return kCaption + term_size(width) + space::xs + frame.chip_height(); }

void draw_arithmetic(Frame& frame, Rect area) {
  const AppState& state = frame.state();
  draw_text(cut_top(area, kCaption), "Arithmetic", Face::small, palette().muted);
  const int first = frame.plan.add(
      {.role = Role::term, .count = kTerms + 1, .model = &*state.opened.model, .codes = [&state] { return row_codes(state); }});
  const auto known = known_codes(state);
  const float size = term_size(area.width());
  for (int i = 0; i < kTerms; ++i) {
    const Term& term = kRow[static_cast<std::size_t>(i)];
    draw_term(frame, cut_left(area, size), term, first + i, known);
    Rect sign = cut_left(area, kSign);
    draw_text(cut_top(sign, size), term.sign, Face::strong, palette().text, Align::centre);
  }
  draw_sum(frame, area, first + kTerms);
}

}  // namespace zscape
