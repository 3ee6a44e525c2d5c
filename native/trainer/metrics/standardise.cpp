#include "trainer/metrics/standardise.hpp"

namespace zscape {

torch::Tensor Standardisation::apply(const torch::Tensor& codes) const {
  return (codes - mean).mul_(at::where(deviation > 0, deviation.reciprocal(), at::zeros_like(deviation)));
}

Standardisation standardisation(const torch::Tensor& codes) {
  const torch::Tensor mean = codes.mean(0), deviation = codes.std(0, /*unbiased=*/false);
  const torch::Tensor alive = deviation > 1e-6 * (deviation.max() + mean.abs());  // more than rounding
  return {.mean = mean, .deviation = deviation * alive};
}

}  // namespace zscape
