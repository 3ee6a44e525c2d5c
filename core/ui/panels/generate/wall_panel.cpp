// The wall: digits drawn from the prior or around one digit, drifting, or the features of the code. A click puts one on the stage.
#include "ui/panels/generate/wall_panel.hpp"

#include <algorithm>

#include "ui/kit/interaction.hpp"
#include "ui/kit/widgets.hpp"
#include "ui/panels/frame/frame.hpp"
#include "ui/panels/frame/messages.hpp"
#include "ui/panels/frame/tiles.hpp"
#include "ui/panels/generate/real_digits.hpp"
#include "ui/panels/generate/wall_captions.hpp"
#include "ui/panels/generate/wall_layout.hpp"
#include "ui/pictures/wall_codes.hpp"
#include "ui/session/changes.hpp"
#include "ui/sound/playing.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/pictures.hpp"
#include "ui/state/published.hpp"
#include "ui/view/code.hpp"
#include "ui/view/view.hpp"

namespace zscape {

void draw_wall(Frame& frame, const WallPlaces& places) {
  AppState& state = frame.state();
  const bool features = state.shown.view.wall == Wall::features;
  const int count = places.count;
  const int first = frame.plan.add({.role = Role::wall,
                                    .count = count,
                                    .model = &*state.opened.model,
                                    .codes = [&state, count] { return refresh_wall_codes(state, count); },
                                    .source = features ? Source::feature : Source::decoded});
  const std::string name = features ? "features" : "generated " + noun_in_use(state).many;
  const TouchedTile touched = touchable_tiles("wall", places.wall, count, {.name = name});
  if (touched.under >= 0) frame.plan.focus = first + touched.under;
  if (touched.clicked >= 0) {
    state.shown.view.stage = wall_code(state, touched.clicked);
    state.moment.selected = touched.clicked;
    speak_stage(state);
  }

  draw_tiles(frame, first, places.wall, count);
  if (places.has_real()) draw_real_digits(frame, places);
  if (shows_verdicts(state)) draw_captions(frame, places);
  if (!places.absence.empty()) draw_missing(frame, places.missing, places.absence);
  if (places.has_tally()) draw_tally(frame, places.tally);
  mark_tile(frame, places.wall, touched);
  if (state.moment.selected && *state.moment.selected < count) {
    const float near = nearness(*state.shown.view.stage, wall_code(state, *state.moment.selected));
    outline(places.wall.tile(*state.moment.selected), faded(palette().accent_text, near), 2, 6);
  }
}

}  // namespace zscape
