// More like this: codes around a code.
#pragma once

#include <cstdint>
#include <span>

#include "models/model.hpp"

namespace zscape {

/// Row 0 is `centre` [code_width(spec)] itself; every other row i is centre + radius * row i of drifting_latents(latent, {seed},
/// count, phase), brought into code_range(spec), with the centre's class weights.
Matrix cloud(const Model& model, std::span<const float> centre, std::uint64_t seed, std::int64_t count, float radius,
             double phase);  // [count, code_width(spec)]

}  // namespace zscape
