#include "metrics/images.hpp"

#include <cmath>

#include "base/error.hpp"

namespace zscape {

double mean_squared_error(const torch::Tensor& a, const torch::Tensor& b) {
  check(a.sizes() == b.sizes(), "an error is between equal shapes");
  const torch::NoGradGuard no_gradients;
  return (a - b).square_().sum(torch::kFloat64).item<double>() / static_cast<double>(a.numel());
}

double psnr_db(double mse) { return -10.0 * std::log10(mse); }

torch::Tensor corrupt(const torch::Tensor& x, Corruption kind, double level, torch::Generator generator) {
  switch (kind) {
    case Corruption::none:
      return x;
    case Corruption::gaussian:
      return x + level * torch::randn(x.sizes(), std::move(generator), x.options());
    case Corruption::masking:
      return x * (torch::rand(x.sizes(), std::move(generator), x.options()) >= level);
    case Corruption::salt_and_pepper: {
      const torch::Tensor u = torch::rand(x.sizes(), std::move(generator), x.options());
      return x.masked_fill(u < 0.5 * level, 0.0).masked_fill_(u >= 1.0 - 0.5 * level, 1.0);
    }
  }
  check(false, "every corruption has its case");
  return x;
}

}  // namespace zscape
