// The wall: digits drawn from the prior or around one digit, drifting, or the features of the code. A click puts one on the stage.
#include <algorithm>

#include "ui/changes.hpp"
#include "ui/datasets.hpp"
#include "ui/panels.hpp"
#include "ui/wall_layout.hpp"

namespace zscape {
void draw_wall(Frame& frame, const WallPlaces& places) {
  AppState& state = frame.state;
  const bool features = state.view.wall == Wall::features;
  const int count = places.count;
  const int first = frame.plan.add({.role = Role::wall,
                                    .count = count,
                                    .model = &*state.model,
                                    .codes = [&state, count] { return refresh_wall_codes(state, count); },
                                    .source = features ? Source::feature : Source::decoded});
  const std::string name = features ? "features" : "generated " + noun_in_use(state).many;
  const TouchedTile touched = touchable_tiles("wall", places.wall, count, {.name = name});
  if (touched.under >= 0) frame.plan.focus = first + touched.under;
  if (touched.clicked >= 0) {
    state.view.stage = wall_code(state, touched.clicked);
    state.selected = touched.clicked;
    speak_stage(state);
  }

  draw_tiles(frame, first, places.wall, count);
  if (places.has_real()) draw_real_digits(frame, places);
  if (shows_verdicts(state)) draw_captions(frame, places);
  if (!places.absence.empty()) draw_missing(frame, places.missing, places.absence);
  if (places.has_tally()) draw_tally(frame, places.tally);
  mark_tile(frame, places.wall, touched);
  if (state.selected && *state.selected < count) {
    const float near = nearness(*state.view.stage, wall_code(state, *state.selected));
    outline(places.wall.tile(*state.selected), faded(palette().accent_text, near), 2, 6);
  }
}

}  // namespace zscape
