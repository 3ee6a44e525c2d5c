// What a set of codes looks like: which units work, how sparse they are, how far from N(0, I) they lie. Codes are [n, latent].
#pragma once

#include <torch/types.h>

#include <cstdint>

namespace zscape {

/// Latents whose posterior mean varies over the data by more than 0.01 (Burda et al. 2016, arXiv:1509.00519, section 5).
std::int64_t active_units(const torch::Tensor& posterior_means);

/// Units that give the same value for every sample.
std::int64_t dead_units(const torch::Tensor& codes);

torch::Tensor mean_activation(const torch::Tensor& codes);  // [latent], float64, on the CPU

/// The fraction of activations that are not zero (population sparsity as winner-take-all codes mean it).
double nonzero_fraction(const torch::Tensor& codes);

/// (sqrt(latent) - |z|_1 / |z|_2) / (sqrt(latent) - 1), mean over the samples: 0 when all units are equal, 1 when one alone is
/// active or none is (Hoyer 2004). latent at least 2.
double hoyer_sparsity(const torch::Tensor& codes);

struct CodeMoments {
  double mean_norm = 0.0;            // |mean|_2
  double covariance_distance = 0.0;  // |covariance - I|_F / sqrt(latent): 1 for a code that never changes
};

/// How far the codes' first two moments are from those of N(0, I): 0 and 0.
CodeMoments code_moments(const torch::Tensor& codes);

}  // namespace zscape
