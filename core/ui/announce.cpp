#include "ui/announce.hpp"

#include <cmath>

#include "ui/datasets.hpp"

namespace zscape {

std::string announcement(const AppState& state) {
  if (state.error) return state.error->message;
  if (state.notice_seconds > 0) return state.notice;
  if (state.view.tab == Tab::listen) return sound_trouble(state.listening);
  if (!state.verdict || !state.classifier) return {};
  const auto names = class_names(dataset_in_use(state), state.classifier->spec().classes);
  const auto percent = std::lround(100 * static_cast<double>(state.verdict->probability));
  return "the stage reads as " + names[static_cast<std::size_t>(state.verdict->label)] + ", " + std::to_string(percent) +
         " percent";
}

}  // namespace zscape
