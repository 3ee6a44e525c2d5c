#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "image/colour_map.hpp"
#include "ui/kit/theme.hpp"

namespace zscape {

struct AppState;

/// What the shell remembers of the last visit.
void recall(AppState& state, std::string_view text);

/// Tells the shell to remember the preferences once they are others than it knows of.
void remember(AppState& state);

Theme theme_in_use(const AppState& state);

/// What greys are shown in.
ColourMap colour_map_in_use(const AppState& state);

}  // namespace zscape
