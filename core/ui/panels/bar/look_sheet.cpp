#include "ui/panels/bar/look_sheet.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

#include "image/colour_map.hpp"
#include "spec/shape.hpp"
#include "ui/kit/interaction.hpp"
#include "ui/kit/layout.hpp"
#include "ui/kit/theme.hpp"
#include "ui/kit/widgets.hpp"
#include "ui/panels/bar/help_sheet.hpp"
#include "ui/panels/frame/frame.hpp"
#include "ui/panels/frame/sheet.hpp"
#include "ui/session/preferences_in_use.hpp"
#include "ui/sound/models.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/pictures.hpp"
#include "ui/state/preferences.hpp"
#include "weights/safetensors.hpp"

namespace zscape {

void draw_look_sheet(Frame& frame, const Rect& beside) {
  static constexpr std::array kThemes = {"dark", "light"};
  static constexpr std::array kPixels = {"smooth", "raw"};
  static constexpr std::array kMaps = {ColourMap::grey, ColourMap::paper, ColourMap::magma, ColourMap::viridis};
  constexpr float kWidth = 336;
  AppState& state = frame.state();
  const float line = frame.control_height();
  const bool sounds = has_sounds(state);
  const int rows = (frame.compact ? 4 : 3) + (sounds ? 1 : 0);
  auto page = begin_sheet(frame, kLookSheet, beside, kWidth, 2 * space::m + rows * (line + space::s) - space::s);
  if (!page) return;
  const auto choose = [&](const char* name, std::span<const char* const> labels, int chosen) {
    Rect row = cut_top(*page, line, space::s);
    draw_text(cut_left(row, 72), name, Face::body, palette().muted);
    return segmented(name, row, labels, chosen);
  };
  Preferences& preferences = state.settings.preferences;
  const Theme theme = choose("theme", kThemes, theme_in_use(state) == Theme::dark ? 0 : 1) == 0 ? Theme::dark : Theme::light;
  if (theme != theme_in_use(state)) preferences.theme = theme;
  preferences.smooth = choose("pixels", kPixels, preferences.smooth ? 0 : 1) == 0;
  std::array<const char*, kMaps.size()> names{};
  std::transform(kMaps.begin(), kMaps.end(), names.begin(), [](ColourMap map) { return to_string(map).data(); });
  const auto in_use = std::find(kMaps.begin(), kMaps.end(), colour_map_in_use(state)) - kMaps.begin();
  const int chosen = choose("colours", names, static_cast<int>(in_use));
  if (chosen != in_use) preferences.colour_map = kMaps[static_cast<std::size_t>(chosen)];
  static constexpr std::array kSpeech = {"silent", "spoken"};
  if (sounds) preferences.speaks = choose("digits", kSpeech, preferences.speaks ? 1 : 0) == 1;
  if (frame.compact && button("Help", cut_top(*page, line)))
    state.moment.next_sheet = kHelpSheet;  // has no button of its own on a phone
  end_sheet(frame);
}

}  // namespace zscape
