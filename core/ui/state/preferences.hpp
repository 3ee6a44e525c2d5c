// What a person chose of how things look, and has seen: remembered from one visit to the next, where links hold what is shown.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "image/colour_map.hpp"
#include "ui/kit/theme.hpp"

namespace zscape {

struct AppState;

struct Preferences {
  std::optional<Theme> theme;           // otherwise the system's
  bool smooth = true;                   // digits upsampled smoothly, or raw pixels
  std::optional<ColourMap> colour_map;  // otherwise what suits the theme
  bool speaks = false;                  // a digit that is chosen is spoken
  bool tour_seen = false;

  bool operator==(const Preferences&) const = default;
};

/// "theme=light pixels=raw colours=magma digits=spoken tour=seen" without what is as it is by default.
std::string to_text(const Preferences& preferences);

/// Words that say nothing to this version are left out.
Preferences parse_preferences(std::string_view text);

}  // namespace zscape
