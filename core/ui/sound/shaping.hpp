// The codes of the sounds: of the one that is shaped, of what lies between the two anchors A and B, and of the pads.
#pragma once

#include <cstdint>

#include "ui/state/listening.hpp"
#include "ui/view/code.hpp"

namespace zscape {

struct AppState;

/// The code of the sound that is shaped: between the anchors while that walks, one from the prior before anything was shaped. Needs
/// a model.
Code shaped_code(const AppState& state);

/// Makes `code` the sound that is shaped, and ends the walk between the anchors.
void shape(AppState& state, Code code);

/// The code at `between` of the way from the first anchor to the second. Needs both.
Code morphed_code(const AppState& state);

/// Starts or ends the walk between the anchors; it ends with the sound that it has reached.
void set_walking(AppState& state, bool walking);

/// Walks on between the anchors. Without walking, moves `between` to the place that is nearest to the shaped sound.
void advance_morph(AppState& state, double seconds);

inline constexpr std::uint64_t kShapedSeed = 11;  // of the draws that shaping begins with

/// Sample number `place` of the prior under `seed`; of class `label` where the model takes a class.
Code sampled_code(const Listening& listening, std::uint64_t seed, std::uint64_t place, int label);

/// The code of the sound that a pad plays.
Code pad_code(const AppState& state, int pad);

}  // namespace zscape
