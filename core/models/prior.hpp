// Drawing latents from a model's prior. Row i depends on (seed, first + i) alone, so a larger draw only adds rows.
#pragma once

#include <cstdint>

#include "nn/matrix.hpp"

namespace zscape {

/// temperature * N(0, I).
Matrix sample_latents(std::int64_t latent, std::uint64_t seed, std::uint64_t first, std::int64_t count,
                      float temperature = 1.0f);  // [count, latent]

}  // namespace zscape
