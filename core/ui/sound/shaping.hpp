#pragma once

#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "nn/matrix.hpp"
#include "ui/state/listening.hpp"
#include "ui/view/code.hpp"

namespace zscape {

struct AppState;

/// The code of the sound that is shaped, on its way between the anchors too, or one from the prior before anything was shaped.
/// Needs a model.
Code shaped_code(const AppState& state);

void shape(AppState& state, Code code);

/// The one at `between` of the way from the first anchor to the second. Needs both.
Code morphed_code(const AppState& state);

void set_walking(AppState& state, bool walking);  // between the anchors

/// Lets time pass there; without walking `between` is where the shaped sound is, or what on the way comes nearest to it.
void advance_morph(AppState& state, double seconds);

inline constexpr std::uint64_t kShapedSeed = 11;  // of those that are shaped
Code first_row(const Matrix& m);
Matrix row_matrix(std::span<const float> values);
Code drawn(const Listening& listening, std::uint64_t seed, std::uint64_t place, int label);
Code pad_code(const AppState& state, int pad);

}  // namespace zscape
