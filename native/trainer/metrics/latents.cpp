#include "trainer/metrics/latents.hpp"

#include <cmath>

#include "base/error.hpp"
#include "trainer/metrics/frechet.hpp"

namespace zscape {

std::int64_t active_units(const torch::Tensor& posterior_means) {
  return (posterior_means.to(torch::kFloat64).var(0, /*unbiased=*/false) > 0.01).sum().item<std::int64_t>();
}

std::int64_t dead_units(const torch::Tensor& codes) { return (codes == codes[0]).all(0).sum().item<std::int64_t>(); }

double nonzero_fraction(const torch::Tensor& codes) {
  return at::count_nonzero(codes).item<double>() / static_cast<double>(codes.numel());
}

CodeMoments code_moments(const torch::Tensor& codes) {
  const Gaussian fitted = fit_gaussian(codes);
  const torch::Tensor excess = fitted.covariance - at::eye(codes.size(1), fitted.covariance.options());
  return {.mean_norm = fitted.mean.norm().item<double>(),
          .covariance_distance = excess.norm().item<double>() / std::sqrt(static_cast<double>(codes.size(1)))};
}

}  // namespace zscape
