// One frame: what the keyboard and the clock change, the panels, and then the pictures.
#include "ui/app.hpp"

#include <utility>

#include "ui/arrangement.hpp"
#include "ui/changes.hpp"
#include "ui/decode.hpp"
#include "ui/link.hpp"
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
  if (open_stage && state.view.wall != Wall::features) state.selected = kStageDigit;
  arrange(state.sliders, *state.model, *state.view.stage);
}

/// Whether a person has let go, so that what was changed can be undone as one step.
bool is_settled() { return !ImGui::IsMouseDown(0) && !ImGui::GetIO().WantTextInput; }

}  // namespace

void draw_app(AppState& state, TileHost& tiles, double frame_seconds) {
  ImGuiIO& io = ImGui::GetIO();
  io.UserData = &state.interaction;
  state.interaction.palette = &palette_of(state.theme);
  apply_colours(palette());
  begin_interaction(state.interaction, frame_seconds);
  const Rect screen = {{0, 0}, io.DisplaySize};
  Frame frame{.state = state,
              .tiles = tiles,
              .compact = screen.width() < kWideFrom,
              .side_list = screen.width() >= kWideFrom + kModelList && has_model_list(state),
              .seconds = static_cast<float>(frame_seconds)};
  frame.pointer.touch = frame.compact;
  if (!state.next_sheet.empty()) state.open_sheet = std::exchange(state.next_sheet, {});
  if (state.model) {
    settle_view(state);
    handle_shortcuts(state);
  }
  advance(state, frame_seconds);

  ImGui::SetNextWindowPos(screen.min);
  ImGui::SetNextWindowSize(screen.size());
  ImGui::Begin("zscape", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                   ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoScrollWithMouse);
  draw_panels(frame, screen);
  ImGui::End();
  if (state.model) draw_tour(frame);
  end_interaction(state.interaction);
  draw_notice(state);
  if (!state.model) return;
  if (!state.arriving) state.history.note(state.view, is_settled());
  search_path(state, frame.plan);
  refresh_pictures(state, frame.plan, tiles);
  check_claim(state);
  read_stage(state);
  request_classifier(state);
}

}  // namespace zscape
