// The bar on top: name, model, whether it is verified, what decoding costs, Share.
#include <cstdio>

#include "ui/panels.hpp"
#include "ui/permalink.hpp"

namespace zscape {
namespace {

constexpr double kCopiedSeconds = 1.6;

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
                frame.state.pictures.decode_milliseconds);
  draw_text(cut_right(bar, text_width(Face::body, "1000 digits \xc2\xb7 88.8 ms"), space::l), text, Face::body, colour::muted,
            Align::right);
}

void draw_label(const Frame& frame, Rect bar) {
  const AppState& state = frame.state;
  const float width = std::min(text_width(Face::body, state.model_label), bar.width() - 2 * space::m);
  const Rect chip = inset(cut_left(bar, width + 2 * space::m, space::m), 0, (bar.height() - 28) / 2);
  fill(chip, colour::control, 8);
  draw_text(inset(chip, space::m, 0), state.model_label, Face::body, colour::text);
  if (!frame.compact && bar.width() > 120) draw_text(bar, state.model->spec().title, Face::body, colour::muted);
}

}  // namespace

void draw_top_bar(Frame& frame, Rect area) {
  const AppState& state = frame.state;
  fill({{area.min.x, area.max.y - 1}, area.max}, colour::line);
  if (state.loading && state.model)
    fill({{area.min.x, area.max.y - 2}, {area.min.x + area.width() * *state.loading, area.max.y}}, colour::accent);

  Rect bar = inset(area, frame.compact ? space::m : space::l, 0);
  draw_wordmark(cut_left(bar, text_width(Face::wordmark, "zscape"), space::l));
  if (!state.model) return;
  draw_share(frame, bar);
  if (!frame.compact) {
    draw_upsampling(frame, bar);
    draw_cost(frame, bar);
  }
  draw_verified(frame, bar);
  draw_label(frame, bar);
}

}  // namespace zscape
