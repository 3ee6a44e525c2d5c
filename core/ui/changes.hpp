// How a View changes: by time, by resampling, and to fit the model it is shown with. No drawing here.
#pragma once

#include <optional>
#include <span>

#include "ui/app_state.hpp"

namespace zscape {

/// The digit of the wall that is on the stage when a view leaves the stage open.
inline constexpr int kStageDigit = 13;

/// Whether one unit of its code alone says something: the encoder gives a point, not a posterior.
bool has_features(const ModelSpec& spec);

/// Makes `view` fit `model`: what does not is dropped, which the Error reports; a code that is absent becomes one of the wall's
/// first digits, so that stage and path are alive from the start. A model with more units than pixels opens with a wall of
/// features.
std::optional<Error> settle(View& view, const Model& model);

/// What `view` has of the model that it leaves for another one starts anew; codes are kept where they fit.
void leave_model(View& view, const ModelSpec& spec);

/// Shows a tab; what was being drawn in another one is dropped.
void show_tab(AppState& state, Tab tab);

/// Drift and playback over `seconds`.
void advance(AppState& state, double seconds);

/// Whether the next frame will look different without any input.
bool is_moving(const AppState& state);

/// Shows `view` once the published model that it names is there, which the shell is asked for.
void open_with(AppState& state, View view);

/// Shows what was shown before, or after that again, of the file that it was of, which the shell is asked for; says so where that
/// is a file of the person's own that is not open any more.
void undo(AppState& state);
void redo(AppState& state);

/// Tells what went well.
void say_notice(AppState& state, std::string text);

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

bool is_frozen(const View& view, int dimension);
void set_frozen(View& view, int dimension, bool frozen);

/// Digit `index` of the wall of samples as it is now.
Code sample_code(const View& view, const Model& model, int index);

/// What a click on tile `index` of the wall puts on the stage: the digit that it shows, or its unit alone.
Code wall_code(const AppState& state, int index);

/// The class weights of `code`; empty for a model that is not conditional.
std::span<float> class_weights(Code& code, const ModelSpec& spec);

/// The class that weighs most in a code; none where the model takes no class.
std::optional<int> main_class(Code code, const ModelSpec& spec);

/// How near `code` is to `digit`: 1 when they are equal, down to 0 where they are as far from each other as `digit` is from the
/// origin.
float nearness(std::span<const float> code, std::span<const float> digit);

}  // namespace zscape
