// A sampler fitted after training, as a file carries it: tensors `prior.weight`, `prior.mean` and `prior.factor`.
#pragma once

#include "base/error.hpp"
#include "spec/tensor.hpp"

namespace zscape {

/// A Gaussian mixture over latents: with probability weight[c], z = mean[c] + factor[c] n where n ~ N(0, I).
struct Prior {
  Tensor weight;  // [k]
  Tensor mean;    // [k, latent]
  Tensor factor;  // [k, latent, rank]; lower triangular when rank == latent

  std::int64_t rank() const { return factor.shape[2]; }

  bool operator==(const Prior&) const = default;
};

/// Shapes agree with each other and with `latent`, sizes are sane, values finite, weights a distribution. The Error names the
/// tensor, with expected and found.
Result<void> validate(const Prior& prior, std::int64_t latent);

}  // namespace zscape
