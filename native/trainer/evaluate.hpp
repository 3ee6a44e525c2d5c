// Measuring a model with LibTorch: the ELBO of a split, and the reconstructions that the core is compared with.
#pragma once

#include <cstdint>
#include <string>

#include "data/idx.hpp"
#include "nn/matrix.hpp"
#include "spec/model_spec.hpp"
#include "spec/tensor.hpp"

namespace zscape {

/// Negative ELBO per image in nats, its expectation over the posterior estimated with `kPosteriorSamples` draws from a fixed seed.
struct Elbo {
  double reconstruction = 0.0;  // binary cross-entropy, summed over pixels
  double kl = 0.0;              // from N(0, I), summed over latents
  double loss() const { return reconstruction + kl; }
};

inline constexpr int kPosteriorSamples = 16;  // two seeds then differ by less than 0.01 nats on 10 000 images
inline constexpr std::uint64_t kEvaluationSeed = 1;

/// `weights` are the parameters of `spec`; images have its sample's size.
Elbo evaluate(const ModelSpec& spec, const TensorMap& weights, const IdxImages& images, const std::string& device);

/// decode(mean of encode(x)) by LibTorch on the CPU.
Matrix reconstruct(const ModelSpec& spec, const TensorMap& weights, const Matrix& x /* [count, sample] */);  // [count, sample]

/// Pixels as the models see them, in [0, 1].
Matrix pixel_values(const IdxImages& images);  // [count, sample]

}  // namespace zscape
