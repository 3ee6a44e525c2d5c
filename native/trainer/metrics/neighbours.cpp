#include "trainer/metrics/neighbours.hpp"

#include <algorithm>
#include <limits>

#include "base/error.hpp"

namespace zscape {
namespace {

constexpr std::int64_t kBlock = 1000;

// [a, features], [b, features] -> [a, b]
torch::Tensor squared_distances(const torch::Tensor& a, const torch::Tensor& b) {
  return at::addmm(b.square().sum(1).unsqueeze(0), a, b.t(), 1.0, -2.0).add_(a.square().sum(1, true));
}

// The squared distance from each sample to its k-th nearest neighbour, [n].
torch::Tensor squared_radii(const torch::Tensor& x, std::int64_t k) {
  const torch::Tensor radii = torch::empty({x.size(0)}, x.options());
  for (std::int64_t first = 0; first < x.size(0); first += kBlock) {
    const std::int64_t size = std::min(kBlock, x.size(0) - first);
    const torch::Tensor distances = squared_distances(x.narrow(0, first, size), x);
    distances.diagonal(first).fill_(std::numeric_limits<float>::infinity());  // nobody is their own neighbour
    radii.narrow(0, first, size).copy_(std::get<0>(distances.topk(k, 1, /*largest=*/false)).select(1, k - 1));
  }
  return radii;
}

double fraction(const torch::Tensor& mask) { return mask.sum().item<double>() / static_cast<double>(mask.numel()); }

}  // namespace

Fidelity fidelity(const torch::Tensor& real, const torch::Tensor& generated, std::int64_t k) {
  check(real.dim() == 2 && generated.dim() == 2 && real.size(1) == generated.size(1),
        "fidelity compares [n, features] of one width");
  check(k >= 1 && real.size(0) > k && generated.size(0) > k, "fidelity needs more than k samples in each set");
  const torch::NoGradGuard no_gradients;
  const torch::Tensor centre = real.mean(0);  // small norms: the squared distances below lose fewer digits
  const torch::Tensor x = real - centre, y = generated - centre;
  const torch::Tensor x_radii = squared_radii(x, k), y_radii = squared_radii(y, k).unsqueeze(1);
  torch::Tensor covered = torch::zeros({x.size(0)}, x.options().dtype(torch::kBool)), recalled = covered.clone();
  std::int64_t precise = 0, inside = 0;
  for (std::int64_t first = 0; first < y.size(0); first += kBlock) {
    const std::int64_t size = std::min(kBlock, y.size(0) - first);
    const torch::Tensor distances = squared_distances(y.narrow(0, first, size), x);
    const torch::Tensor in_real_ball = distances <= x_radii;
    precise += in_real_ball.any(1).sum().item<std::int64_t>();
    inside += in_real_ball.sum().item<std::int64_t>();
    covered.logical_or_(in_real_ball.any(0));
    recalled.logical_or_((distances <= y_radii.narrow(0, first, size)).any(0));
  }
  const auto count = static_cast<double>(y.size(0));
  return {.precision = static_cast<double>(precise) / count,
          .recall = fraction(recalled),
          .density = static_cast<double>(inside) / (static_cast<double>(k) * count),
          .coverage = fraction(covered)};
}

}  // namespace zscape
