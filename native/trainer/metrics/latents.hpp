// Statistics of a set of codes: how many units are active, how sparse the codes are, how far from N(0, I). Codes are [n, latent].
#pragma once

#include <torch/types.h>

#include <cstdint>

namespace zscape {

/// Latents whose posterior mean varies over the data by more than 0.01 (Burda et al. 2016, arXiv:1509.00519, section 5).
std::int64_t active_units(const torch::Tensor& posterior_means);

/// Units that give the same value for every sample.
std::int64_t dead_units(const torch::Tensor& codes);

/// The fraction of activations that are not zero (population sparsity as winner-take-all codes mean it).
double nonzero_fraction(const torch::Tensor& codes);

struct CodeMoments {
  double mean_norm = 0.0;            // |mean|_2
  double covariance_distance = 0.0;  // |covariance - I|_F / sqrt(latent): 1 for a code that never changes
};

/// How far the codes' first two moments are from those of N(0, I): 0 and 0.
CodeMoments code_moments(const torch::Tensor& codes);

}  // namespace zscape
