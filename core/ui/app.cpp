// One frame: what the keyboard and the clock change, the panels, and then the pictures.
#include "ui/app.hpp"

#include <cmath>
#include <utility>

#include "ui/arrangement.hpp"
#include "ui/changes.hpp"
#include "ui/decode.hpp"
#include "ui/link.hpp"
#include "ui/preferences.hpp"
#include "ui/shortcuts.hpp"
#include "ui/tour.hpp"
#include "ui/verdict.hpp"

namespace zscape {
namespace {

/// Makes the view fit the model, and says what of it did not.
void settle_view(AppState& state) {
  const bool open_stage = !state.view.stage;
  if (const auto error = settle(state.view, *state.model)) {
    state.error = Error{error->code, state.error ? state.error->message + "\n" + error->message : error->message};
  }
  if (open_stage && state.view.wall.value_or(Wall::samples) == Wall::samples) state.selected = kStageDigit;
}

/// Orders the sliders as far as their activity is known; without a limit to the frame that is at once.
void arrange_sliders(AppState& state) {
  arrange(state.sliders, *state.model);
  Activity& activity = *state.sliders.activity;
  if (activity.done() || std::isfinite(state.decode_budget.milliseconds)) return;
  while (!activity.done()) activity.step(*state.model);
  arrange(state.sliders, *state.model);
}

/// Once the pictures are complete: what the frame that began at `start` has left of its budget is for the sliders' activity.
void learn_activity(AppState& state, double start) {
  const DecodeBudget& budget = state.decode_budget;
  Activity& activity = *state.sliders.activity;
  if (state.pictures.pending > 0) return;
  do {
    activity.step(*state.model);
  } while (!activity.done() && budget.now() - start < budget.milliseconds);
}

/// Gives the host the colours that are in use.
void refresh_colours(AppState& state, TileHost& tiles) {
  const ColourMap map = colour_map_in_use(state);
  if (state.shown_colours == map) return;
  tiles.set_colours(colours(map));
  state.shown_colours = map;
}

/// Whether a person has let go, so that what was changed can be undone as one step.
bool is_settled(const AppState& state) {
  return !ImGui::IsMouseDown(0) && !ImGui::GetIO().WantTextInput && state.map.zooming_seconds == 0;
}

}  // namespace

void draw_app(AppState& state, TileHost& tiles, double frame_seconds) {
  ImGuiIO& io = ImGui::GetIO();
  io.UserData = &state.interaction;
  state.interaction.palette = &palette_of(theme_in_use(state));
  apply_colours(palette());
  begin_interaction(state.interaction, frame_seconds);
  const Rect screen = {{0, 0}, io.DisplaySize};
  const bool compact = screen.width() < kWideFrom || screen.height() < kHighFrom;
  Frame frame{.state = state,
              .tiles = tiles,
              .compact = compact,
              .side_list = !compact && screen.width() >= kWideFrom + kModelList && has_model_list(state),
              .seconds = static_cast<float>(frame_seconds)};
  frame.pointer.touch = frame.compact;
  if (!state.next_sheet.empty()) {
    state.open_sheet = std::exchange(state.next_sheet, {});
    state.shown_sheet.clear();  // it may be the one that was closed just now
  }
  if (state.model) {
    settle_view(state);
    arrange_sliders(state);
    handle_shortcuts(state);
  }
  advance(state, frame_seconds);
  advance_listening(state, frame_seconds);
  state.map.unfinished = false;

  ImGui::SetNextWindowPos(screen.min);
  ImGui::SetNextWindowSize(screen.size());
  ImGui::Begin("zscape", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                   ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoScrollWithMouse);
  draw_panels(frame, screen);
  ImGui::End();
  if (state.model) draw_tour(frame);
  remember(state);
  end_interaction(state.interaction);
  draw_notice(state);
  if (!state.model) return;
  if (!state.arriving) state.history.note({state.view, state.file_sha256}, is_settled(state));
  const double start = state.decode_budget.now();
  refresh_colours(state, tiles);
  update_sounds(state);
  search_path(state, frame.plan);
  refresh_pictures(state, frame.plan, tiles);
  check_claim(state);
  learn_activity(state, start);
  read_stage(state);
  read_wall(state, start);
  read_map(state);
  request_classifier(state);
}

}  // namespace zscape
