#include "trainer/metrics/images.hpp"

#include <cmath>

#include "base/error.hpp"

namespace zscape {

double mean_squared_error(const torch::Tensor& a, const torch::Tensor& b) {
  check(a.sizes() == b.sizes(), "an error is between equal shapes");
  const torch::NoGradGuard no_gradients;
  return (a - b).square_().sum(torch::kFloat64).item<double>() / static_cast<double>(a.numel());
}

double psnr_db(double mse) { return -10.0 * std::log10(mse); }

}  // namespace zscape
