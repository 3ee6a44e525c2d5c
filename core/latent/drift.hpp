// A wall of latents that wanders without ever leaving the prior.
#pragma once

#include <cstdint>
#include <optional>

#include "models/model.hpp"

namespace zscape {

/// Row i at `phase` turns: cos a + sin b of two draws a, b from the prior, each row with its own direction of time, so that every
/// moment is again a draw from temperature * N(0, I). Phase 0 is sample_latents(latent, seed, 0, count, temperature), bit for bit.
Matrix drifting_latents(std::int64_t latent, std::uint64_t seed, std::int64_t count, float temperature, double phase);

/// The same for any model: the noise that its prior makes latents of drifts, while each row keeps its component of the prior and
/// its class, see Model::sample(). Phase 0 is model.sample(seed, 0, count, temperature, label), bit for bit.
Matrix drifting_codes(const Model& model, std::uint64_t seed, std::int64_t count, float temperature, double phase,
                      std::optional<int> label = {});  // [count, code_width(spec)]

}  // namespace zscape
