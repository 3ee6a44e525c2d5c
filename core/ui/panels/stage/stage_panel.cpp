// The stage: one digit, large, what a classifier reads in it, its class, what can be done with it, and below that its sliders.
#include "ui/panels/stage/stage_panel.hpp"

#include <algorithm>
#include <cstdio>
#include <string>

#include "nn/matrix.hpp"
#include "spec/model_spec.hpp"
#include "ui/kit/interaction.hpp"
#include "ui/kit/layout.hpp"
#include "ui/kit/theme.hpp"
#include "ui/kit/widgets.hpp"
#include "ui/panels/frame/frame.hpp"
#include "ui/panels/frame/tiles.hpp"
#include "ui/panels/stage/stage_sliders.hpp"
#include "ui/session/changes.hpp"
#include "ui/sound/playing.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/messages.hpp"
#include "ui/state/pictures.hpp"
#include "ui/state/published.hpp"
#include "ui/state/sliders.hpp"
#include "ui/view/code.hpp"
#include "ui/view/limits.hpp"

namespace zscape {
namespace {

constexpr const char* kMoreLikeThis = "More like this";
constexpr float kMinDigit = 0.55f;  // of the panel's width
constexpr float kUsualDigit = 0.62f;
constexpr float kCompactDigit = 0.45f;
constexpr float kMinRow = 21;
constexpr float kMaxRow = 42;
constexpr float kCompactRow = 36;
constexpr int kFewestRows = 4;  // lower windows scroll

struct Sizes {
  float digit, verdict, classes, buttons, sliders, row;
};

float with_gap(float height) { return height > 0 ? height + space::s : 0; }

std::vector<std::string> names_of(const AppState& state) {
  return class_names(dataset_in_use(state), state.opened.model->spec().classes);
}

/// Sizes of what a panel of this width holds apart from the digit and the rows.
Sizes fixed_sizes(const Frame& frame, float width) {
  const AppState& state = frame.state();
  const ModelSpec& spec = state.opened.model->spec();
  return {.digit = 0,
          .verdict = frame.chip_height(),
          .classes = is_conditional(spec) ? chips_height(names_of(state), width, frame.chip_height()) : 0,
          .buttons = frame.control_height(),
          .sliders = around_sliders(frame),
          .row = 0};
}

float fixed_height(const Sizes& sizes) {
  return 2 * space::m + with_gap(sizes.verdict) + with_gap(sizes.classes) + sizes.buttons + sizes.sliders;
}

/// Of a full page of sliders.
float rows_of(const Sliders& sliders) { return static_cast<float>(std::min(sliders.page, sliders.listed())); }

/// Rows as high as `height` allows while the digit stays large.
Sizes stage_sizes(const Frame& frame, float width, float height) {
  const float rows = rows_of(frame.state().derived.sliders);
  Sizes sizes = fixed_sizes(frame, width);
  if (frame.compact) {
    sizes.digit = std::min(kCompactDigit * width, 260.0f);
    sizes.row = kCompactRow;
    return sizes;
  }
  const float room = height - fixed_height(sizes);
  sizes.row = std::clamp((room - kUsualDigit * width) / rows, kMinRow, kMaxRow);
  sizes.digit = std::clamp(room - sizes.row * rows, kMinDigit * width, width);
  return sizes;
}

Matrix stage_code(const AppState& state) { return as_row(*state.shown.view.stage); }

/// The digit in the middle of `area`. It can be shown twice.
void draw_digit(Frame& frame, const Rect& area) {
  const AppState& state = frame.state();
  if (frame.stage_tile < 0) {
    frame.stage_tile = frame.plan.add({.role = Role::stage,
                                       .count = 1,
                                       .model = &*state.opened.model,
                                       .codes = [&state] { return stage_code(state); },
                                       .urgent = true});
  }
  draw_tiles(frame, frame.stage_tile, tile_columns(inset(centred_square(area), space::s, space::s), 1, 1, 0), 1);
}

/// "reads as 7, 98 %", and a button.
void draw_verdict(Frame& frame, Rect line) {
  AppState& state = frame.state();
  if (button(kMoreLikeThis, cut_right(line, button_width(kMoreLikeThis), space::s), ButtonLook::plain,
             "a wall of " + noun_in_use(state).many + " around this one"))
    show_more_like_stage(state);
  if (!state.derived.verdict) return;
  const auto names = class_names(dataset_in_use(state), state.published.classifier->spec().classes);
  char percent[16];
  std::snprintf(percent, sizeof percent, ", %.0f %%", 100 * static_cast<double>(state.derived.verdict->probability));
  const auto put = [&](std::string_view text, Face face, ImU32 colour) {
    draw_text(cut_left(line, text_width(face, text)), text, face, colour);
  };
  put("reads as ", Face::body, palette().muted);
  put(names[static_cast<std::size_t>(state.derived.verdict->label)], Face::strong, palette().text);
  put(percent, Face::body, palette().muted);
}

/// The digit's class, which can be another one while the rest of its code stays.
void draw_class_row(Frame& frame, const Rect& area) {
  const auto weights = class_weights(*frame.state().shown.view.stage, frame.state().opened.model->spec());
  const auto clicked = chips("class", area, names_of(frame.state()), weights, frame.chip_height());
  if (!clicked) return;
  std::fill(weights.begin(), weights.end(), 0.0f);
  weights[static_cast<std::size_t>(*clicked)] = 1;
  frame.state().moment.selected.reset();
  speak(frame.state(), *clicked);
}

void draw_buttons(Frame& frame, Rect area) {
  AppState& state = frame.state();
  const float width = (area.width() - 3 * space::s) / 4;
  const auto set_anchor = [&](const char* label, std::size_t anchor, const char* notice) {
    if (!button(label, cut_left(area, width, space::s), ButtonLook::plain, "an end of the path through latent space")) return;
    state.shown.view.anchors[anchor] = state.shown.view.stage;
    if (frame.compact) show_notice(state.messages, notice);  // the path is on another tab
  };
  set_anchor("Set A", 0, "A is this one: see Interpolate");
  set_anchor("Set B", 1, "B is this one: see Interpolate");
  if (button("Random", cut_left(area, width, space::s), ButtonLook::plain, "a code drawn from the prior"))
    set_latent(state, random_latent(state));
  if (button(state.opened.model->prior() ? "Mean" : "Zero", area, ButtonLook::plain, "the middle of the prior"))
    set_latent(state, state.derived.sliders.mean);
}

}  // namespace

float stage_height(const Frame& frame, float width) {
  const Sizes sizes = stage_sizes(frame, width, 0);
  return sizes.digit + fixed_height(sizes) + sizes.row * rows_of(frame.state().derived.sliders);
}

void fit_sliders(Frame& frame, ImVec2 room) {
  int& page = frame.state().derived.sliders.page;
  page = kMaxSliders;
  if (frame.compact) return;
  while (page > kFewestRows && stage_height(frame, room.x) > room.y) --page;
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
  draw_verdict(frame, cut_top(area, sizes.verdict, space::s));
  if (sizes.classes > 0) draw_class_row(frame, cut_top(area, sizes.classes, space::s));
  draw_buttons(frame, cut_top(area, sizes.buttons, space::m));
  draw_sliders(frame, area, sizes.row);
}

}  // namespace zscape
