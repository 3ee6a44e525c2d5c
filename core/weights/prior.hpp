// A sampler fitted after training, as a file carries it: tensors `prior.weight`, `prior.mean` and `prior.factor`.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/error.hpp"
#include "spec/tensor.hpp"

namespace zscape {

inline constexpr std::int64_t kMaxComponents = 256;  // of a mixture

/// A Gaussian mixture over latents: with probability weight[c], z = mean[c] + factor[c] n where n ~ N(0, I). What a class leaves
/// open may depend on the class: then each has weights of its own over the same components.
struct Prior {
  Tensor weight;  // [k], or [classes, k]
  Tensor mean;    // [k, latent]
  Tensor factor;  // [k, latent, rank]; lower triangular when rank == latent

  std::int64_t components() const { return mean.shape[0]; }
  std::int64_t rank() const { return factor.shape[2]; }
  bool depends_on_class() const { return weight.shape.size() == 2; }

  /// Of a class, from 0, which counts only where the mixture depends on it.
  std::span<const float> weights_of(std::int64_t label) const {
    const auto k = static_cast<std::size_t>(components());
    return std::span(weight.values).subspan(depends_on_class() ? static_cast<std::size_t>(label) * k : 0, k);
  }

  /// Over all classes, as frequent as each other.
  std::vector<double> mean_weights() const;  // [k]

  bool operator==(const Prior&) const = default;
};

/// Shapes agree with each other, with `latent` and with the `classes` that the model takes (0: none), sizes are sane, values
/// finite, weights distributions. The Error names the tensor, with expected and found.
Result<void> validate(const Prior& prior, std::int64_t latent, std::int64_t classes);

}  // namespace zscape
