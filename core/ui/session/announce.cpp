#include "ui/session/announce.hpp"

#include <cmath>

#include "ui/sound/models.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/published.hpp"
#include "ui/view/tab.hpp"

namespace zscape {

std::string announcement(const AppState& state) {
  if (state.messages.failure) return state.messages.failure->error.message;
  if (state.messages.notice_seconds > 0) return state.messages.notice;
  if (state.shown.view.tab == Tab::listen) return sound_trouble(state);
  if (!state.derived.verdict || !state.published.classifier) return {};
  const auto names = class_names(dataset_in_use(state), state.published.classifier->spec().classes);
  const auto percent = std::lround(100 * static_cast<double>(state.derived.verdict->probability));
  return "the stage reads as " + names[static_cast<std::size_t>(state.derived.verdict->label)] + ", " + std::to_string(percent) +
         " percent";
}

}  // namespace zscape
