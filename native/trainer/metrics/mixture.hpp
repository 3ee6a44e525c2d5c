// A mixture of Gaussians fitted to codes: the prior that a plain autoencoder's code lacks (Ghosh et al. 2020, arXiv:1903.12436).
#pragma once

#include <torch/types.h>

#include <cstdint>

namespace zscape {

/// Component c is N(mean[c], factor[c] factor[c]^T).
struct Mixture {
  torch::Tensor weight;  // [k], or [classes, k]; rows sum to 1
  torch::Tensor mean;    // [k, d]
  torch::Tensor factor;  // [k, d, rank]: lower Cholesky factors and rank d, or principal directions
};

/// A mixture of `codes` [n, d], finite, n at least 1, on their device. Up to 128 units: full covariances by expectation
/// maximisation, the number of components chosen from 1 to 80 by the likelihood of a held-out tenth. Above: clusters of k-means,
/// ten at most, each with its 64 principal directions at most, times their standard deviations. Wide codes get fewer components or
/// directions, so that the factors hold half a million values at most. A unit that never changes keeps its value in every sample.
Mixture fit_mixture(const torch::Tensor& codes, std::uint64_t seed);

/// A mixture of the codes of each class, or of all codes where a class has none; the components of a class weigh 0 in the other
/// classes: weight is [classes, k] and k at most `most`. `labels` [n] from 0; codes of up to 128 units; `classes` at most `most`.
Mixture fit_mixture_by_class(const torch::Tensor& codes, const torch::Tensor& labels, std::int64_t classes, std::int64_t most,
                             std::uint64_t seed);

/// Of a mixture without classes.
torch::Tensor sample(const Mixture& mixture, std::int64_t n, std::uint64_t seed);  // [n, d]

}  // namespace zscape
