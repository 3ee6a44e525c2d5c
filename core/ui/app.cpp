// One frame: what the keyboard and the clock change, the panels, and then the pictures.
#include "ui/app.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "image/colour_map.hpp"
#include "latent/activity.hpp"
#include "ui/arrangement.hpp"
#include "ui/kit/interaction.hpp"
#include "ui/kit/layout.hpp"
#include "ui/kit/theme.hpp"
#include "ui/kit/tile_host.hpp"
#include "ui/panels/bar/model_list.hpp"
#include "ui/panels/bar/tour.hpp"
#include "ui/panels/frame/frame.hpp"
#include "ui/panels/frame/messages.hpp"
#include "ui/pictures/decoding.hpp"
#include "ui/pictures/map_verdicts.hpp"
#include "ui/pictures/path_codes.hpp"
#include "ui/pictures/verdicts.hpp"
#include "ui/session/links.hpp"
#include "ui/session/motion.hpp"
#include "ui/session/preferences_in_use.hpp"
#include "ui/session/wants.hpp"
#include "ui/shortcuts.hpp"
#include "ui/sound/listening.hpp"
#include "ui/sound/playing.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/messages.hpp"
#include "ui/state/pictures.hpp"
#include "ui/state/sliders.hpp"
#include "ui/view/settle.hpp"
#include "ui/view/view.hpp"

namespace zscape {
namespace {

constexpr double kMaxFrameSeconds = 0.1;  // a window or page that was hidden goes on where it was

/// Makes the view fit the model, and says which part of it did not.
void settle_view(AppState& state) {
  const bool open_stage = !state.shown.view.stage;
  if (auto error = settle(state.shown.view, *state.opened.model)) add_error(state.messages, std::move(*error));
  if (open_stage && state.shown.view.wall.value_or(Wall::samples) == Wall::samples) state.moment.selected = kStageDigit;
}

/// Orders the sliders as far as their activity is known; without a limit to the frame that is at once.
void arrange_sliders(AppState& state) {
  arrange(state.derived.sliders, *state.opened.model);
  Activity& activity = *state.derived.sliders.activity;
  if (activity.done() || std::isfinite(state.moment.decode_budget.milliseconds)) return;
  while (!activity.done()) activity.step(*state.opened.model);
  arrange(state.derived.sliders, *state.opened.model);
}

/// Once the pictures are complete: what the frame that began at `start` has left of its budget is for the sliders' activity.
void learn_activity(AppState& state, double start) {
  const DecodeBudget& budget = state.moment.decode_budget;
  Activity& activity = *state.derived.sliders.activity;
  if (state.derived.pictures.pending > 0) return;
  do {
    activity.step(*state.opened.model);
  } while (!activity.done() && budget.now() - start < budget.milliseconds);
}

/// Gives the host the colours that are in use.
void refresh_colours(AppState& state, TileHost& tiles) {
  const ColourMap map = colour_map_in_use(state);
  if (state.derived.shown_colours == map) return;
  tiles.set_colours(colours(map));
  state.derived.shown_colours = map;
}

/// Whether a person has let go, so that what was changed can be undone as one step.
bool is_settled(const AppState& state) {
  return !ImGui::IsMouseDown(0) && !ImGui::GetIO().WantTextInput && state.moment.map.zooming_seconds == 0;
}

}  // namespace

void draw_app(AppState& state, TileHost& tiles, double frame_seconds) {
  frame_seconds = std::clamp(frame_seconds, 0.0, kMaxFrameSeconds);
  ImGuiIO& io = ImGui::GetIO();
  io.UserData = &state.moment.interaction;
  state.moment.interaction.palette = &palette_of(theme_in_use(state));
  apply_colours(palette());
  begin_interaction(state.moment.interaction, frame_seconds);
  const Rect screen = {{0, 0}, io.DisplaySize};
  const bool compact = screen.width() < kWideFrom || screen.height() < kHighFrom;
  Frame frame(state, tiles);
  frame.compact = compact;
  frame.side_list = !compact && screen.width() >= kWideFrom + kModelList && has_model_list(state);
  frame.seconds = static_cast<float>(frame_seconds);
  frame.pointer.touch = compact;
  if (!state.moment.next_sheet.empty()) {
    state.moment.open_sheet = std::exchange(state.moment.next_sheet, {});
    state.moment.shown_sheet.clear();  // it may be the one that was closed just now
  }
  if (state.opened.model) {
    settle_view(state);
    arrange_sliders(state);
    handle_shortcuts(state);
  }
  advance(state, frame_seconds);
  advance_listening(state, frame_seconds);
  state.moment.map.unfinished = false;

  ImGui::SetNextWindowPos(screen.min);
  ImGui::SetNextWindowSize(screen.size());
  ImGui::Begin("zscape", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                   ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoScrollWithMouse);
  draw_panels(frame, screen);
  ImGui::End();
  if (state.opened.model) draw_tour(frame);
  remember(state);
  end_interaction(state.moment.interaction);
  draw_notice(state);
  if (!state.opened.model) return;
  if (!state.shown.arriving) state.shown.history.note({state.shown.view, state.opened.file_sha256}, is_settled(state));
  const double start = state.moment.decode_budget.now();
  refresh_colours(state, tiles);
  update_sounds(state);
  search_path(state, frame.plan);
  refresh_pictures(state, frame.plan, tiles);
  check_claim(state);
  learn_activity(state, start);
  read_stage(state);
  speak_verdict(state, is_stage_read(state));
  read_wall(state, start);
  read_map(state);
  want_what_is_shown(state, frame.shows_thumbnails);
}

}  // namespace zscape
