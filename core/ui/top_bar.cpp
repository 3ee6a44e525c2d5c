// The bar on top: name, model, whether it is verified, what decoding costs, Share.
#include <algorithm>
#include <cstdio>

#include "ui/panels.hpp"
#include "ui/permalink.hpp"

namespace zscape {
namespace {

constexpr double kCopiedSeconds = 1.6;
constexpr const char* kDot = " \xc2\xb7 ";

void draw_wordmark(Rect area) {
  draw_text(cut_left(area, text_width(Face::wordmark, "z")), "z", Face::wordmark, colour::text);
  draw_text(area, "scape", Face::wordmark, colour::accent);
}

void draw_share(Frame& frame, Rect& bar) {
  AppState& state = frame.state;
  const float width = button_width("Copied") + 6;
  const Rect area = centred_height(cut_right(bar, width, space::m), frame.control_height());
  if (button(state.copied_seconds > 0 ? "Copied" : "Share", area)) {
    View still = state.view;  // who opens the link sees this very picture, not what it has become since
    still.drifting = still.playing = false;
    state.commands.push_back({Command::Kind::copy_link, to_fragment(still)});
    state.copied_seconds = kCopiedSeconds;
  }
}

void draw_upsampling(Frame& frame, Rect& bar) {
  bool& smooth = frame.state.smooth;
  smooth = segmented("upsampling", centred_height(cut_right(bar, 132, space::l), frame.control_height()), "smooth", "raw",
                     smooth ? 0 : 1) == 0;
}

void draw_verified(const Frame& frame, Rect& bar) {
  if (!frame.state.model->verified()) {
    const char* text = frame.compact ? "?" : "not verified";
    draw_text(cut_right(bar, text_width(Face::body, text), space::l), text, Face::body, colour::muted);
    return;
  }
  if (!frame.compact)
    draw_text(cut_right(bar, text_width(Face::body, "verified"), space::xs + 2), "verified", Face::body, colour::good);
  draw_icon(Icon::check, cut_right(bar, 12, space::l).centre(), 11, colour::good);
}

void draw_cost(const Frame& frame, Rect& bar) {
  char text[64];
  std::snprintf(text, sizeof text, "%d digits \xc2\xb7 %.1f ms", frame.state.pictures.plan.count(),
                frame.state.pictures.plan.count() * frame.state.pictures.tile_milliseconds);
  draw_text(cut_right(bar, text_width(Face::body, "1000 digits \xc2\xb7 88.8 ms"), space::l), text, Face::body, colour::muted,
            Align::right);
}

/// The model in use; a click says more about it, and lists the others.
Rect draw_chip(Frame& frame, Rect& bar) {
  AppState& state = frame.state;
  constexpr float kChevron = 10;
  const float width = std::min(text_width(Face::body, state.model_label) + space::s + kChevron, bar.width() - 2 * space::m);
  const Rect chip = centred_height(cut_left(bar, width + 2 * space::m, space::m), frame.control_height() - 2);
  const Touched touched = touchable("model", chip);
  if (ImGui::IsItemActivated()) state.sheet_dismissed = state.sheet_open;  // pressing beside the sheet has closed it by now
  fill(chip, touched.hovered ? colour::control_hovered : colour::control, 8);
  Rect inside = inset(chip, space::m, 0);
  draw_icon(Icon::down, cut_right(inside, kChevron, space::s).centre(), kChevron, colour::muted);
  draw_text(inside, state.model_label, Face::body, colour::text);
  if (touched.clicked && !state.sheet_dismissed) open_model_sheet();
  return chip;
}

void draw_facts(const Frame& frame, const Rect& bar) {
  const AppState& state = frame.state;
  std::string text = state.model->spec().title;
  if (state.model->card()) text += std::string(kDot) + state.model->card()->dataset;
  for (const Headline& headline : state.headlines) text += kDot + headline_text(state, headline);
  if (!frame.compact && bar.width() > 120) draw_text(bar, text, Face::body, colour::muted);
}

}  // namespace

Rect draw_top_bar(Frame& frame, Rect area) {
  const AppState& state = frame.state;
  fill({{area.min.x, area.max.y - 1}, area.max}, colour::line);
  if (state.loading && state.model)
    fill({{area.min.x, area.max.y - 2}, {area.min.x + area.width() * *state.loading, area.max.y}}, colour::accent);

  Rect bar = inset(area, frame.compact ? space::m : space::l, 0);
  draw_wordmark(cut_left(bar, text_width(Face::wordmark, "zscape"), space::l));
  if (!state.model) return {};
  draw_share(frame, bar);
  if (!frame.compact) {
    draw_upsampling(frame, bar);
    draw_cost(frame, bar);
  }
  draw_verified(frame, bar);
  const Rect chip = draw_chip(frame, bar);
  draw_facts(frame, bar);
  return chip;
}

}  // namespace zscape
