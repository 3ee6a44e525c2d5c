// The Frechet distance between Gaussians fitted to two sets of features. The caller names the extractor that made the features:
// without its name the number means nothing.
#pragma once

#include <torch/types.h>

namespace zscape {

struct Gaussian {
  torch::Tensor mean;        // [features], float64, on the CPU
  torch::Tensor covariance;  // [features, features], float64, on the CPU
};

/// Sample mean and unbiased covariance of `samples` [n, features], n at least 2.
Gaussian fit_gaussian(const torch::Tensor& samples);

/// |m1 - m2|^2 + Tr(S1 + S2 - 2 (S1^1/2 S2 S1^1/2)^1/2)  (Dowson and Landau 1982; FID: Heusel et al. 2017, arXiv:1706.08500).
double frechet_distance(const Gaussian& a, const Gaussian& b);
double frechet_distance(const torch::Tensor& a, const torch::Tensor& b);  // [n, features], [m, features]

}  // namespace zscape
