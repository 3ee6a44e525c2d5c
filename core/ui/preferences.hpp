// What a person chose of how things look, and has seen: remembered from one visit to the next, where links hold what is shown.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "image/colour_map.hpp"
#include "ui/theme.hpp"

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

/// What the shell remembers of the last visit.
void recall(AppState& state, std::string_view text);

/// Tells the shell to remember the preferences once they are others than it knows of.
void remember(AppState& state);

Theme theme_in_use(const AppState& state);

/// What greys are shown in.
ColourMap colour_map_in_use(const AppState& state);

}  // namespace zscape
