// How a View changes: by time, by resampling, and to fit the model it is shown with. No drawing here.
#pragma once

#include <optional>

#include "ui/app_state.hpp"

namespace zscape {

/// The digit of the wall that is on the stage when a view leaves the stage open.
inline constexpr int kStageDigit = 13;

/// Makes every latent of `view` fit `spec`: what has another size is dropped, which the Error reports; what is absent becomes one
/// of the wall's first digits, so that stage and path are alive from the start.
std::optional<Error> settle(View& view, const ModelSpec& spec);

/// Drift and playback over `seconds`.
void advance(AppState& state, double seconds);

/// Another seed starts its wall from the beginning.
void set_seed(AppState& state, std::uint64_t seed);

/// Digit `index` of the wall as it is now.
Latent wall_latent(const View& view, std::int64_t latent, int index);

}  // namespace zscape
