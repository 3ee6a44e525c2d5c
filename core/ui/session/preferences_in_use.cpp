#include "ui/session/preferences_in_use.hpp"

#include <algorithm>

#include "image/colour_map.hpp"
#include "ui/kit/theme.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/commands.hpp"
#include "ui/state/preferences.hpp"
#include "weights/manifest.hpp"

namespace zscape {

void recall(AppState& state, std::string_view text) {
  state.settings.preferences = state.settings.remembered = parse_preferences(text);
}

void remember(AppState& state) {
  if (state.settings.preferences == state.settings.remembered) return;
  state.settings.remembered = state.settings.preferences;
  state.outbox.emplace_back(Remember{to_text(state.settings.preferences)});
}

Theme theme_in_use(const AppState& state) { return state.settings.preferences.theme.value_or(state.settings.system_theme); }

ColourMap colour_map_in_use(const AppState& state) {
  return state.settings.preferences.colour_map.value_or(theme_in_use(state) == Theme::light ? ColourMap::paper : ColourMap::grey);
}

}  // namespace zscape
