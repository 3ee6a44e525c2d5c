// Drawing latents. Row i depends on (seed, first + i) alone, so a larger draw only adds rows.
#pragma once

#include <cstdint>
#include <span>

#include "nn/matrix.hpp"
#include "spec/model_spec.hpp"
#include "weights/prior.hpp"

namespace zscape {

/// temperature * N(0, I).
Matrix sample_latents(std::int64_t latent, std::uint64_t seed, std::uint64_t first, std::int64_t count,
                      float temperature = 1.0f);  // [count, latent]

/// What the values of a code can be; -infinity and infinity where nothing bounds them.
struct Range {
  float low, high;
  float nearest(float value) const { return value < low ? low : (value > high ? high : value); }
};

/// Of the last layer of the encoder: a ReLU gives nothing below 0, a sigmoid only [0, 1].
Range code_range(const ModelSpec& spec);

/// The latents that a fitted prior makes of `noise` [count, rank]; (seed, first + i) chooses the component of row i, from those of
/// its class: `labels` [count], empty where the model has no classes.
Matrix place_noise(const Prior& prior, const Matrix& noise, std::uint64_t seed, std::uint64_t first,
                   std::span<const std::int64_t> labels);  // [count, latent]

}  // namespace zscape
