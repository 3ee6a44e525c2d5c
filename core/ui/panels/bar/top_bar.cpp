// The bar on top: name, model, whether it is verified, what decoding costs, undo and redo, how things look, Share.
#include "ui/panels/bar/top_bar.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

#include "ui/files/fetch.hpp"
#include "ui/kit/icons.hpp"
#include "ui/kit/interaction.hpp"
#include "ui/kit/layout.hpp"
#include "ui/kit/theme.hpp"
#include "ui/kit/widgets.hpp"
#include "ui/panels/bar/help_sheet.hpp"
#include "ui/panels/bar/look_sheet.hpp"
#include "ui/panels/bar/model_list.hpp"
#include "ui/panels/bar/share_sheet.hpp"
#include "ui/panels/bar/tabs.hpp"
#include "ui/panels/frame/frame.hpp"
#include "ui/panels/frame/sheet.hpp"
#include "ui/session/undo.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/headline.hpp"
#include "ui/state/pictures.hpp"
#include "ui/state/published.hpp"
#include "ui/view/tab.hpp"

namespace zscape {
namespace {

constexpr const char* kDot = " \xc2\xb7 ";

/// The first letter alone where there is no room for `needed` next to the whole.
void draw_wordmark(Rect& bar, float needed) {
  const float z = text_width(Face::wordmark, "z");
  const float whole = z + text_width(Face::wordmark, "scape");
  const bool fits = bar.width() >= whole + needed;
  Rect area = cut_left(bar, fits ? whole : z, needed > 0 ? space::m : space::l);
  draw_text(cut_left(area, z), "z", Face::wordmark, palette().text);
  if (fits) draw_text(area, "scape", Face::wordmark, palette().accent_text);
}

/// Side of a button that is an icon alone; a phone's bar has little room.
float icon_side(const Frame& frame) { return frame.compact ? 34 : frame.control_height(); }

void draw_share(Frame& frame, const Rect& area) {
  const Touched touched = touchable("Share", area, {.hint = "a link, pictures, latents"});
  toggle_sheet(frame.state(), touched, kShareSheet);
  fill(area, touched.hovered ? palette().control_hovered : palette().control, 8);
  if (frame.compact) {
    draw_icon(Icon::share, area.centre(), 15, palette().text);
  } else {
    draw_text(area, "Share", Face::body, palette().text, Align::centre);
  }
}

void draw_undo(Frame& frame, const Rect& undo_place, const Rect& redo_place) {
  AppState& state = frame.state();
  if (icon_button("undo", undo_place, Icon::undo, "undo (ctrl Z)", state.shown.history.can_undo())) undo(state);
  if (icon_button("redo", redo_place, Icon::redo, "redo (ctrl shift Z)", state.shown.history.can_redo())) redo(state);
}

void draw_help_button(Frame& frame, const Rect& area) {
  const Touched touched = touchable("Help", area, {.hint = "what this is, and the keys (?)"});
  toggle_sheet(frame.state(), touched, kHelpSheet);
  if (touched.hovered) fill(area, palette().control_hovered, 8);
  draw_text(area, "?", Face::strong, palette().text, Align::centre);
}

void draw_look_button(Frame& frame, const Rect& area) {
  const Touched touched = touchable("look", area, {.hint = "how things look"});
  toggle_sheet(frame.state(), touched, kLookSheet);
  if (touched.hovered) fill(area, palette().control_hovered, 8);
  draw_icon(Icon::contrast, area.centre(), 15, palette().text);
}

void draw_verified(const Frame& frame, Rect& bar) {
  if (!frame.state().opened.model->verified()) {
    const char* text = frame.compact ? "?" : "not verified";
    draw_text(cut_right(bar, text_width(Face::body, text), space::l), text, Face::body, palette().muted);
    return;
  }
  if (!frame.compact)
    draw_text(cut_right(bar, text_width(Face::body, "verified"), space::xs + 2), "verified", Face::body, palette().good);
  draw_icon(Icon::check, cut_right(bar, 12, space::l).centre(), 11, palette().good);
}

/// Where there is room for it.
void draw_cost(const Frame& frame, Rect& bar) {
  const std::string many = noun_in_use(frame.state()).many;
  const Pictures& pictures = frame.state().derived.pictures;
  const auto put = [&](int count, double milliseconds) {
    char text[64];
    std::snprintf(text, sizeof text, "%d %s \xc2\xb7 %.1f ms", count, many.c_str(), milliseconds);
    return std::string(text);
  };
  const float widest = text_width(Face::body, put(1000, 88.8));
  if (widest > bar.width()) return;
  draw_text(cut_right(bar, widest, space::l), put(pictures.count(), pictures.count() * pictures.tile_milliseconds), Face::body,
            palette().muted, Align::right);
}

constexpr float kChevron = 10;

float chip_width(const AppState& state) { return text_width(Face::body, state.opened.label) + space::s + kChevron + 2 * space::m; }

/// The model in use; a click says more about it, and lists the others.
Rect draw_chip(Frame& frame, Rect& bar) {
  AppState& state = frame.state();
  const Rect chip = centred_height(cut_left(bar, std::min(chip_width(state), bar.width()), space::m), frame.control_height() - 2);
  const Touched touched = touchable("model", chip, {.name = "model " + state.opened.label, .hint = "what it is, and the others"});
  toggle_sheet(state, touched, kModelSheet);
  fill(chip, touched.hovered ? palette().control_hovered : palette().control, 8);
  Rect inside = inset(chip, space::m, 0);
  draw_icon(Icon::down, cut_right(inside, kChevron, space::s).centre(), kChevron, palette().muted);
  draw_text(inside, state.opened.label, Face::body, palette().text);
  return chip;
}

/// As many as fit.
void draw_facts(const Frame& frame, const Rect& bar) {
  const AppState& state = frame.state();
  std::vector<std::string> facts = {state.opened.model->spec().title};
  if (state.opened.model->card()) facts.push_back(state.opened.model->card()->dataset);
  for (const Headline& headline : state.opened.headlines) facts.push_back(headline_text(state, headline));
  std::string text;
  for (const std::string& fact : facts) {
    const std::string longer = text.empty() ? fact : text + kDot + fact;
    if (text_width(Face::body, longer) > bar.width()) break;
    text = longer;
  }
  draw_text(bar, text, Face::body, palette().muted);
}

}  // namespace

TopBar draw_top_bar(Frame& frame, Rect area) {
  const AppState& state = frame.state();
  fill({{area.min.x, area.max.y - 1}, area.max}, palette().line);
  if (const Fetch* loading = model_on_its_way(state); loading != nullptr && state.opened.model)
    fill({{area.min.x, area.max.y - 2}, {area.min.x + area.width() * loading->fraction, area.max.y}}, palette().accent);

  Rect bar = inset(area, frame.compact ? space::m : space::l, 0);
  if (!frame.compact || !state.opened.model) draw_wordmark(bar, 0);
  if (!state.opened.model) return {};
  if (!frame.compact) {
    draw_tabs(frame, bar);
    cut_left(bar, space::m);
  }
  // Cut from the right, drawn from the left: the order of the Tab key is that of the eye.
  TopBar at;
  const float side = icon_side(frame);
  const auto place = [&](float width, float gap) { return centred_height(cut_right(bar, width, gap), side); };
  if (!frame.compact) at.help = place(side, space::xs);
  at.share = place(frame.compact ? side : button_width("Share"), space::s);
  at.look = place(side, space::xs);
  const Rect redo = place(side, space::xs);
  const Rect undo = place(side, space::m);
  const bool listens = state.shown.view.tab == Tab::listen;  // whose model has its own place
  if (!listens) draw_verified(frame, bar);
  if (frame.compact) draw_wordmark(bar, space::m + (listens ? 0 : chip_width(state)));
  if (!listens && !is_listed_at_side(frame)) at.model = draw_chip(frame, bar);
  if (!frame.compact && !listens) {
    draw_cost(frame, bar);
    draw_facts(frame, bar);
  }
  draw_undo(frame, undo, redo);
  draw_look_button(frame, at.look);
  draw_share(frame, at.share);
  if (!frame.compact) draw_help_button(frame, at.help);
  return at;
}

}  // namespace zscape
