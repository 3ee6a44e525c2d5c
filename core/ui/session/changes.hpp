// How a press or a click changes what is shown. No drawing here.
#pragma once

#include <optional>
#include <span>

#include "ui/view/code.hpp"
#include "ui/view/view.hpp"

namespace zscape {

struct AppState;

/// Shows `view` once the published model that it names is there, which the shell is asked for.
void open_with(AppState& state, View view);

/// Reduced motion ends the drift, which a person or a link may begin again.
void set_reduced_motion(AppState& state, bool reduced);

/// Another seed starts its wall from the beginning.
void set_seed(AppState& state, std::uint64_t seed);

/// Another wall, or another part of its features. A cloud is around the digit on the stage.
void show_wall(AppState& state, Wall wall, int unit);

/// A wall of digits that are like the one on the stage.
void show_more_like_stage(AppState& state);

/// Puts `z` [latent] on the stage, but where dimensions are frozen; the class stays.
void set_latent(AppState& state, std::span<const float> z);

/// What a click on tile `index` of the wall puts on the stage: the digit that it shows, or its unit alone.
Code wall_code(const AppState& state, int index);

/// Puts a code on the stage, or leaves the stage as it is where a value is not finite.
void put_on_stage(AppState& state, const Code& code);

}  // namespace zscape
