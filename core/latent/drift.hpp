// A wall of latents that wanders without ever leaving the prior.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>

#include "models/model.hpp"

namespace zscape {

/// What a wall is drawn from.
struct Draw {
  std::uint64_t seed = 0;
  float temperature = 1.0f;                                   // scales sigma
  float truncation = std::numeric_limits<float>::infinity();  // sigmas that no noise leaves, see truncate(); at least 0
  bool raw = false;                                           // N(0, I) in place of a fitted prior
  std::optional<int> label = {};                              // class of every row; without one all in turn

  bool operator==(const Draw&) const = default;
};

/// What a wall drifts between: two draws from N(0, I). Making them takes longer than all the rest.
struct DriftEnds {
  Matrix a, b;  // [count, latent]
};
DriftEnds drift_ends(std::int64_t latent, std::uint64_t seed, std::int64_t count);

/// Row i at `phase` turns: cos a + sin b of the ends with the draw's seed, each row with its own direction of time, so that every
/// moment is again such a draw; truncated, then scaled by the temperature. Phase 0 without truncation is
/// sample_latents(latent, seed, 0, count, temperature), bit for bit.
Matrix drifting_latents(const DriftEnds& ends, const Draw& draw, double phase);                    // [count, latent]
Matrix drifting_latents(std::int64_t latent, const Draw& draw, std::int64_t count, double phase);  // the same

/// The same for any model: the noise that its prior makes latents of drifts, while each row keeps its component of the prior and
/// its class, see Model::sample(). Phase 0 without truncation is model.sample(seed, 0, count, temperature, label), bit for bit. Raw
/// noise is what the decoder takes in place of latents, whatever the encoder gives.
Matrix drifting_codes(const Model& model, const DriftEnds& ends, const Draw& draw, double phase);  // [count, code_width(spec)]
Matrix drifting_codes(const Model& model, const Draw& draw, std::int64_t count, double phase);     // the same
DriftEnds drift_ends(const Model& model, const Draw& draw, std::int64_t count);                    // of as much noise as that takes

}  // namespace zscape
