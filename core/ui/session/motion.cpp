#include "ui/session/motion.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "ui/kit/interaction.hpp"
#include "ui/sound/listening.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/commands.hpp"
#include "ui/state/sliders.hpp"
#include "ui/view/family_view.hpp"
#include "ui/view/path.hpp"
#include "ui/view/tab.hpp"
#include "ui/view/track.hpp"
#include "ui/view/view.hpp"

namespace zscape {
namespace {

constexpr double kSecondsPerTurn = 40;  // of the wall's drift
constexpr double kSecondsPerPath = 4;   // from A to B while playing, and along each side of a square that is drawn on

/// Whether the wall, or a walk of several models, moves by itself, which only one that is in sight does.
bool drifts(const View& view) {
  const bool walks = view.tab == Tab::family && view.family.comparison == Comparison::walk;
  return view.drifting && (walks || (view.tab == Tab::generate && view.wall != Wall::features));
}

/// Playback over `seconds`: from A to B and back, or round the path that was drawn.
void play(AppState& state, double seconds) {
  View& view = state.shown.view;
  const double way = view.interpolation.speed * seconds / kSecondsPerPath;
  if (follows_track(view)) {
    view.position += way / std::max(1.0, loop_length(track_of(view)));
    view.position -= std::floor(view.position);
    return;
  }
  view.position += state.moment.play_direction * way;
  if (view.position >= 1) state.moment.play_direction = -1;
  if (view.position <= 0) state.moment.play_direction = 1;
  view.position = std::clamp(view.position, 0.0, 1.0);
}

}  // namespace

void advance(AppState& state, double seconds) {
  View& view = state.shown.view;
  if (drifts(view)) view.phase += seconds / kSecondsPerTurn;
  if (view.phase >= 1) view.phase -= std::floor(view.phase);  // the wall is the same after a whole turn
  if (view.playing) play(state, seconds);
  if (state.moment.frames_until_saved > 0 && --state.moment.frames_until_saved == 0) {
    state.outbox.emplace_back(SaveWindow{"zscape.png"});
  }
  state.moment.map.zooming_seconds = std::max(0.0, state.moment.map.zooming_seconds - seconds);
  state.messages.notice_seconds = std::max(0.0, state.messages.notice_seconds - seconds);
}

bool is_moving(const AppState& state) {
  return drifts(state.shown.view) || state.shown.view.playing || state.moment.frames_until_saved > 0 ||
         state.messages.notice_seconds > 0 || state.moment.scroll_velocity != 0 || state.derived.pictures.pending > 0 ||
         state.derived.wall_verdicts.pending > 0 || wants_order(state.derived.sliders) || state.derived.path_search.working ||
         state.moment.map.unfinished || state.derived.map_verdicts.pending > 0 || state.moment.map.zooming_seconds > 0 ||
         is_listening(state) || hint_is_due(state.moment.interaction);
}

}  // namespace zscape
