// Preferences: remembering them, and what follows from those that were not chosen.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "image/colour_map.hpp"
#include "ui/kit/theme.hpp"

namespace zscape {

struct AppState;

/// Takes over the preferences of the last visit, as the shell has stored them.
void recall(AppState& state, std::string_view text);

/// Asks the shell to store the preferences when they have changed.
void remember(AppState& state);

Theme theme_in_use(const AppState& state);

/// The colours in which grey values are shown.
ColourMap colour_map_in_use(const AppState& state);

}  // namespace zscape
