#include "ui/session/changes.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <string>

#include "nn/matrix.hpp"
#include "ui/files/fetch.hpp"
#include "ui/pictures/wall_codes.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/pictures.hpp"
#include "ui/state/tabs.hpp"
#include "ui/view/code.hpp"
#include "ui/view/settle.hpp"
#include "ui/view/tab.hpp"
#include "ui/view/view.hpp"

namespace zscape {

void open_with(AppState& state, View view) {
  want(state, {Purpose::model, view.model_id});
  state.shown.arriving = std::move(view);
  state.moment.selected.reset();
}

void set_reduced_motion(AppState& state, bool reduced) {
  state.settings.reduced_motion = reduced;
  if (reduced) state.shown.view.drifting = false;
}

void set_seed(AppState& state, std::uint64_t seed) {
  state.shown.view.draw.seed = seed;
  state.shown.view.phase = 0;
  state.moment.selected.reset();
}

void show_wall(AppState& state, Wall wall, int unit) {
  state.shown.view.wall = wall;
  state.shown.view.unit = unit;
  if (wall == Wall::cloud) state.shown.view.cloud_centre = state.shown.view.stage;
  state.moment.selected.reset();
}

void show_more_like_stage(AppState& state) {
  show_tab(state, Tab::generate);
  show_wall(state, Wall::cloud, 0);
  state.moment.scroll_to_top = true;
}

void set_latent(AppState& state, std::span<const float> z) {
  Code& stage = *state.shown.view.stage;
  for (std::int64_t d = 0; d < state.opened.model->spec().latent; ++d) {
    const auto index = static_cast<std::size_t>(d);
    if (!is_frozen(state.shown.view, static_cast<int>(d))) stage[index] = z[index];
  }
  state.moment.selected.reset();
}

Code wall_code(const AppState& state, int index) {
  const View& view = state.shown.view;
  if (view.wall == Wall::features) {
    Code code = *view.stage;  // keeps its class
    const int unit = view.unit + index;
    std::fill_n(code.begin(), state.opened.model->spec().latent, 0.0f);
    code[static_cast<std::size_t>(unit)] = state.derived.sliders.high(unit);
    return code;
  }
  const ShownGroup* shown = state.derived.pictures.find(Role::wall);
  const bool is_shown = shown != nullptr && shown->origin == state.opened.model->tensors_sha256() && index < shown->count() &&
                        !std::isnan(shown->codes(index, 0));
  if (is_shown) return code_of(row(shown->codes, index));
  const Matrix codes = wall_codes_of(*state.opened.model, wall_source(state, index + 1));
  return code_of(row(codes, index));
}

void put_on_stage(AppState& state, const Code& code) {
  if (!std::all_of(code.begin(), code.end(), [](float value) { return std::isfinite(value); })) return;
  state.shown.view.stage = code;
  state.moment.selected.reset();
}

}  // namespace zscape
