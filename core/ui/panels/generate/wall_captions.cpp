// What the classifier reads, below each digit of the wall, and how often it reads each class.
#include "ui/panels/generate/wall_captions.hpp"

#include <algorithm>
#include <cstdio>
#include <numeric>

#include "spec/model_spec.hpp"
#include "ui/kit/class_colours.hpp"
#include "ui/kit/interaction.hpp"
#include "ui/kit/layout.hpp"
#include "ui/kit/theme.hpp"
#include "ui/kit/widgets.hpp"
#include "ui/panels/frame/frame.hpp"
#include "ui/panels/generate/wall_layout.hpp"
#include "ui/pictures/verdicts.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/published.hpp"
#include "ui/state/verdicts.hpp"

namespace zscape {
namespace {

constexpr float kSmallestNamed = 26;  // tile with its class on it

std::vector<std::string> names_of(const AppState& state) {
  return class_names(dataset_in_use(state), state.published.classifier->spec().classes);
}

/// Where a class was asked for, whether it was read.
ImU32 colour_of(const ModelSpec& spec, const Verdict& verdict) {
  if (!is_conditional(spec)) return palette().text;
  const auto weights = std::span(verdict.code).subspan(static_cast<std::size_t>(spec.latent));
  const auto asked = std::max_element(weights.begin(), weights.end()) - weights.begin();
  return asked == verdict.label ? palette().good : palette().accent_text;
}

/// "7 98 %"; the name alone where that is too long.
void draw_caption(const Rect& area, const std::string& name, const Verdict& verdict, ImU32 colour) {
  char percent[16];
  std::snprintf(percent, sizeof percent, " %.0f %%", 100 * static_cast<double>(verdict.probability));
  const float name_width = text_width(Face::small, name);
  const float width = name_width + text_width(Face::small, percent);
  if (width > area.width()) return draw_text(area, name, Face::small, colour, Align::centre);
  Rect line = inset(area, (area.width() - width) / 2, 0);
  draw_text(cut_left(line, name_width), name, Face::small, colour);
  draw_text({line.min, {line.max.x + 1, line.max.y}}, percent, Face::small, palette().muted);
}

/// The class alone, over the lower edge of a tile; over one that it would hide, a line of its colour.
void draw_badge(const Rect& tile, int label, const std::string& name, ImU32 colour) {
  if (tile.height() < kSmallestNamed) return fill({{tile.min.x, tile.max.y - 2}, tile.max}, class_colour(label));
  const float width = std::min(text_width(Face::small, name) + 4, tile.width());
  const Rect badge = {{tile.max.x - width, tile.max.y - line_height(Face::small) + 1}, tile.max};
  fill(badge, palette().background, 3);
  draw_text(badge, name, Face::small, colour, Align::centre);
}

}  // namespace

void draw_captions(const Frame& frame, const WallPlaces& places) {
  const AppState& state = frame.state();
  const auto names = names_of(state);
  const auto& tiles = state.derived.wall_verdicts.tiles;
  for (int i = 0; i < std::min(places.count, static_cast<int>(tiles.size())); ++i) {
    const auto& verdict = tiles[static_cast<std::size_t>(i)];
    if (!verdict) continue;
    const Rect tile = places.wall.tile(i);
    const ImU32 colour = colour_of(state.opened.model->spec(), *verdict);
    const std::string& name = names[static_cast<std::size_t>(verdict->label)];
    if (places.wall.caption > 0) {
      const float over = places.wall.gap / 2 - 1;  // a caption may be a little wider than its tile
      draw_caption({{tile.min.x - over, tile.max.y + 1}, {tile.max.x + over, tile.max.y + places.wall.caption}}, name, *verdict,
                   colour);
    } else {
      draw_badge(tile, verdict->label, name, colour);
    }
  }
}

void draw_tally(const Frame& frame, const Rect& area) {
  const auto names = names_of(frame.state());
  const std::vector<int> counts = tally(frame.state());
  const int most = std::max(1, *std::max_element(counts.begin(), counts.end()));
  std::string text;
  const float gap = space::xs;
  const float width = (area.width() + gap) / static_cast<float>(counts.size());
  const bool staggered =
      std::any_of(names.begin(), names.end(), [&](const std::string& name) { return text_width(Face::small, name) > width - gap; });
  const float line = line_height(Face::small);
  for (std::size_t c = 0; c < counts.size(); ++c) {
    text += (c > 0 ? ", " : "") + names[c] + ": " + std::to_string(counts[c]);
    const float left = std::floor(area.min.x + static_cast<float>(c) * width);
    Rect column = {{left, area.min.y}, {std::floor(left + width - gap), area.max.y}};
    Rect name = cut_bottom(column, staggered ? 2 * line : line, 2);
    if (staggered) name = c % 2 == 0 ? cut_top(name, line) : cut_bottom(name, line);
    draw_text(inset(name, staggered ? -width / 2 : 0, 0), names[c], Face::small, palette().muted, Align::centre);
    const Rect number = cut_top(column, line);
    const float height = column.height() * static_cast<float>(counts[c]) / static_cast<float>(most);
    const Rect bar = {{column.min.x, column.max.y - std::max(1.0f, height)}, column.max};
    fill(bar, palette().chip_on, 2);
    const float up = number.max.y - bar.min.y;  // the number stands on its bar
    draw_text({{number.min.x, number.min.y - up}, {number.max.x, number.max.y - up}}, std::to_string(counts[c]), Face::small,
              palette().text, Align::centre);
  }
  touchable("tally", area, {.hand = false, .hint = "how many of the wall the classifier reads as each class"});
  say("tally", text);
}

}  // namespace zscape
