#include "ui/panels/listen/sound_picture.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include "image/colour_map.hpp"
#include "ui/kit/interaction.hpp"
#include "ui/kit/layout.hpp"
#include "ui/kit/theme.hpp"
#include "ui/kit/widgets.hpp"
#include "ui/panels/frame/frame.hpp"
#include "ui/session/preferences_in_use.hpp"
#include "ui/state/app_state.hpp"

namespace zscape {
namespace {

constexpr int kBands = 72;
constexpr double kLowest = 60;                         // Hz
constexpr std::array kMarks = {100, 300, 1000, 3000};  // Hz

ImDrawList& list() { return *ImGui::GetWindowDrawList(); }

void draw_playhead(const Rect& area, double position) {
  if (position < 0) return;
  const float x = area.min.x + area.width() * static_cast<float>(std::min(position, 1.0));
  fill({{x - 0.5f, area.min.y}, {x + 0.5f, area.max.y}}, palette().accent_text);
}

// Rows of the picture for each band, from the highest frequency down.
struct Band {
  std::int64_t first, last;
};

std::array<Band, kBands> bands_of(std::int64_t height, double highest) {
  std::array<Band, kBands> bands;
  const auto row_at = [&](int band) {
    const double hertz = highest * std::pow(kLowest / highest, static_cast<double>(band) / kBands);
    return hertz / highest * static_cast<double>(height) - 1;
  };
  for (int band = 0; band < kBands; ++band) {
    const auto last = static_cast<std::int64_t>(std::lround(row_at(band)));
    const auto first = static_cast<std::int64_t>(std::lround(row_at(band + 1)));
    bands[static_cast<std::size_t>(band)] = {std::clamp<std::int64_t>(std::min(first + 1, last), 0, height - 1),
                                             std::clamp<std::int64_t>(last, 0, height - 1)};
  }
  return bands;
}

void draw_marks(const Rect& area, double highest) {
  for (const int hertz : kMarks) {
    const double share = std::log(hertz / kLowest) / std::log(highest / kLowest);
    const float y = area.max.y - area.height() * static_cast<float>(share);
    char text[16];
    if (hertz < 1000) {
      std::snprintf(text, sizeof text, "%d Hz", hertz);
    } else {
      std::snprintf(text, sizeof text, "%d kHz", hertz / 1000);
    }
    draw_text({{area.min.x + space::s, y - 8}, {area.min.x + 64, y + 8}}, text, Face::small, palette().text);
  }
}

}  // namespace

void draw_wave(std::span<const float> samples, const Rect& area, double position) {
  fill(area, palette().sunken);
  const float middle = area.centre().y, half = area.height() / 2 - 2;
  const int columns = std::max(1, static_cast<int>(area.width()));
  for (int i = 0; i < columns && !samples.empty(); ++i) {
    const auto begin = samples.size() * static_cast<std::size_t>(i) / static_cast<std::size_t>(columns);
    const auto end = std::max(begin + 1, samples.size() * static_cast<std::size_t>(i + 1) / static_cast<std::size_t>(columns));
    const auto [low, high] = std::minmax_element(samples.begin() + static_cast<std::ptrdiff_t>(begin),
                                                 samples.begin() + static_cast<std::ptrdiff_t>(std::min(end, samples.size())));
    const float x = area.min.x + static_cast<float>(i);
    list().AddRectFilled({x, middle - std::max(0.5f, *high * half)}, {x + 1, middle + std::max(0.5f, -*low * half)},
                         palette().accent_text);
  }
  draw_playhead(area, position);
}

void draw_spectrogram(const Frame& frame, std::span<const float> picture, std::int64_t height, std::int64_t rate, const Rect& area,
                      double position) {
  const ColourMap usual = theme_in_use(frame.state()) == Theme::dark ? ColourMap::magma : ColourMap::paper;
  const auto colour = colours(frame.state().settings.preferences.colour_map.value_or(usual));
  const auto ink = [&](float level) {
    const auto& [r, g, b] = colour[static_cast<std::size_t>(std::clamp(level, 0.0f, 1.0f) * 255.0f)];
    return IM_COL32(r, g, b, 255);
  };
  fill(area, ink(0), 0);
  const double highest = static_cast<double>(rate) / 2;
  if (!picture.empty()) {
    const auto frames = static_cast<std::int64_t>(picture.size()) / height;
    const auto bands = bands_of(height, highest);
    const float width = area.width() / static_cast<float>(frames), tall = area.height() / kBands;
    for (int band = 0; band < kBands; ++band) {
      const auto [first, last] = bands[static_cast<std::size_t>(band)];
      for (std::int64_t t = 0; t < frames; ++t) {
        float level = 0;
        for (std::int64_t r = first; r <= last; ++r) level = std::max(level, picture[static_cast<std::size_t>(r * frames + t)]);
        if (level < 0.02f) continue;
        const ImVec2 min = {area.min.x + static_cast<float>(t) * width, area.min.y + static_cast<float>(band) * tall};
        list().AddRectFilled(min, {min.x + width, min.y + tall}, ink(level));
      }
    }
  }
  draw_marks(area, highest);
  draw_playhead(area, position);
}

}  // namespace zscape
