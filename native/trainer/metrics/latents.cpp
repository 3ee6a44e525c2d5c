#include "metrics/latents.hpp"

#include <cmath>

#include "base/error.hpp"
#include "metrics/frechet.hpp"

namespace zscape {

std::int64_t active_units(const torch::Tensor& posterior_means) {
  return (posterior_means.to(torch::kFloat64).var(0, /*unbiased=*/false) > 0.01).sum().item<std::int64_t>();
}

std::int64_t dead_units(const torch::Tensor& codes) { return (codes == codes[0]).all(0).sum().item<std::int64_t>(); }

torch::Tensor mean_activation(const torch::Tensor& codes) { return codes.to(torch::kFloat64).mean(0).cpu(); }

double nonzero_fraction(const torch::Tensor& codes) {
  return at::count_nonzero(codes).item<double>() / static_cast<double>(codes.numel());
}

double hoyer_sparsity(const torch::Tensor& codes) {
  check(codes.dim() == 2 && codes.size(1) >= 2, "sparsity needs codes of at least two units");
  const double root = std::sqrt(static_cast<double>(codes.size(1)));
  const torch::Tensor z = codes.to(torch::kFloat64);
  const torch::Tensor l2 = z.norm(2, 1);
  const torch::Tensor ratio = at::where(l2 > 0, z.norm(1, 1) / l2, at::ones_like(l2));
  return ((root - ratio) / (root - 1.0)).mean().item<double>();
}

CodeMoments code_moments(const torch::Tensor& codes) {
  const Gaussian fitted = fit_gaussian(codes);
  const torch::Tensor excess = fitted.covariance - at::eye(codes.size(1), fitted.covariance.options());
  return {.mean_norm = fitted.mean.norm().item<double>(),
          .covariance_distance = excess.norm().item<double>() / std::sqrt(static_cast<double>(codes.size(1)))};
}

}  // namespace zscape
