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

/// How near the stage is to digit `index` of the wall: 1 when they are equal, down to 0 where they are as far from each other as
/// that digit is from the origin.
float nearness(const View& view, int index);

}  // namespace zscape
