#include "trainer/metrics/kmeans.hpp"

#include <algorithm>

#include "base/error.hpp"

namespace zscape {
namespace {

constexpr int kLloydIterations = 20;

// k-means++: every centre is a sample, drawn by its squared distance to the centres so far.
torch::Tensor seed_centres(const torch::Tensor& x, std::int64_t k, torch::Generator generator) {
  const torch::Tensor centres = torch::empty({k, x.size(1)}, x.options());
  torch::Tensor distances = at::ones({x.size(0)}, x.options());
  for (std::int64_t c = 0; c < k; ++c) {
    const torch::Tensor total = distances.cpu().to(torch::kFloat64).cumsum(0);
    const torch::Tensor target = total[-1] * torch::rand({1}, generator, total.options());
    const auto pick = std::min(at::searchsorted(total, target, false, /*right=*/true).item<std::int64_t>(), x.size(0) - 1);
    centres[c] = x[pick];
    const torch::Tensor to_new = (x - x[pick]).square_().sum(1);
    distances = c == 0 ? to_new : at::minimum(distances, to_new);
  }
  return centres;
}

}  // namespace

torch::Tensor kmeans(const torch::Tensor& x, std::int64_t k, torch::Generator generator) {
  check(x.dim() == 2 && k >= 1 && x.size(0) >= k, "k-means needs at least k samples [n, d]");
  const torch::NoGradGuard no_gradients;
  torch::Tensor centres = seed_centres(x, k, std::move(generator));
  torch::Tensor cluster;
  for (int i = 0; i < kLloydIterations; ++i) {
    // |x|^2 is the same for every centre.
    const torch::Tensor nearest = at::addmm(centres.square().sum(1), x, centres.t(), 1.0, -2.0).argmin(1);
    if (cluster.defined() && nearest.equal(cluster)) break;
    cluster = nearest;
    const torch::Tensor members = at::one_hot(cluster, k).to(x.dtype());  // [n, k]: a product sums in one order on every run
    const torch::Tensor sizes = members.sum(0).unsqueeze(1);
    centres = at::where(sizes > 0, at::mm(members.t(), x) / sizes, centres);
  }
  return cluster;
}

}  // namespace zscape
