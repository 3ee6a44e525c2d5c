#include "trainer/metrics/frechet.hpp"

#include <algorithm>

#include "base/error.hpp"

namespace zscape {
namespace {

// The square root of a symmetric positive semidefinite matrix; eigenvalues that rounding made negative count as zero.
torch::Tensor matrix_sqrt(const torch::Tensor& m) {
  const auto [values, vectors] = at::linalg_eigh(m);
  return at::matmul(vectors * values.clamp_min(0).sqrt(), vectors.t());
}

}  // namespace

Gaussian fit_gaussian(const torch::Tensor& samples) {
  check(samples.dim() == 2 && samples.size(0) >= 2, "a covariance needs at least two samples [n, features]");
  const torch::NoGradGuard no_gradients;
  const torch::Tensor x = samples.to(torch::kFloat64);
  const torch::Tensor mean = x.mean(0);
  const torch::Tensor centred = x - mean;
  const torch::Tensor covariance = at::matmul(centred.t(), centred) / static_cast<double>(x.size(0) - 1);
  return {.mean = mean.cpu(), .covariance = covariance.cpu()};
}

double frechet_distance(const Gaussian& a, const Gaussian& b) {
  check(a.mean.sizes() == b.mean.sizes(), "a Frechet distance is between equally many features");
  const torch::NoGradGuard no_gradients;
  const torch::Tensor root = matrix_sqrt(a.covariance);
  const torch::Tensor product = at::matmul(at::matmul(root, b.covariance), root);
  const double cross = at::linalg_eigvalsh(product).clamp_min(0).sqrt().sum().item<double>();
  const double means = (a.mean - b.mean).square().sum().item<double>();
  const double traces = (a.covariance.trace() + b.covariance.trace()).item<double>();
  return std::max(0.0, means + traces - 2.0 * cross);
}

double frechet_distance(const torch::Tensor& a, const torch::Tensor& b) {
  return frechet_distance(fit_gaussian(a), fit_gaussian(b));
}

}  // namespace zscape
