#include "ui/state/preferences.hpp"

#include <algorithm>

#include "image/colour_map.hpp"
#include "latent/blend.hpp"
#include "spec/shape.hpp"
#include "ui/kit/theme.hpp"
#include "ui/state/pictures.hpp"
#include "weights/safetensors.hpp"

namespace zscape {
namespace {

constexpr std::string_view kDark = "theme=dark", kLight = "theme=light", kRaw = "pixels=raw",
                           kColours = "colours=", kSpoken = "digits=spoken", kTourSeen = "tour=seen";

void read_word(Preferences& preferences, std::string_view word) {
  if (word == kDark) preferences.theme = Theme::dark;
  if (word == kLight) preferences.theme = Theme::light;
  if (word == kRaw) preferences.smooth = false;
  if (word == kSpoken) preferences.speaks = true;
  if (word == kTourSeen) preferences.tour_seen = true;
  if (!word.starts_with(kColours)) return;
  if (const auto map = parse_colour_map(word.substr(kColours.size()))) preferences.colour_map = *map;
}

}  // namespace

std::string to_text(const Preferences& preferences) {
  std::string text;
  const auto add = [&](std::string_view key, std::string_view value = {}) {
    if (!text.empty()) text += ' ';
    text.append(key).append(value);
  };
  if (preferences.theme) add(*preferences.theme == Theme::dark ? kDark : kLight);
  if (!preferences.smooth) add(kRaw);
  if (preferences.colour_map) add(kColours, to_string(*preferences.colour_map));
  if (preferences.speaks) add(kSpoken);
  if (preferences.tour_seen) add(kTourSeen);
  return text;
}

Preferences parse_preferences(std::string_view text) {
  Preferences preferences;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(" \n"), text.size());
    read_word(preferences, text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return preferences;
}

}  // namespace zscape
