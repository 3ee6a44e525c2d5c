#include "trainer/metrics/linear_probe.hpp"

#include <torch/optim/lbfgs.h>

#include <array>
#include <tuple>

#include "base/error.hpp"
#include "trainer/metrics/standardise.hpp"

namespace zscape {
namespace {

// From the strongest to the weakest; each fit starts from the result of the one before.
constexpr std::array kPenalties = {1e-1, 3e-2, 1e-2, 3e-3, 1e-3, 3e-4, 1e-4, 3e-5, 1e-5};
constexpr std::int64_t kIterations = 25, kFinalIterations = 50;

// Minimises the penalised loss by L-BFGS, not over the weights but over their coordinates in the features' principal axes, each
// scaled by an estimate of the loss's curvature along it: 25 iterations then reach a lower loss than a hundred over the weights.
struct Probe {
  torch::Tensor variances, axes;  // [d], [d, d] of the standardised features
  torch::Tensor weight, bias;     // [classes, d], [classes]

  Probe(const torch::Tensor& x, std::int64_t classes)
      : weight(at::zeros({classes, x.size(1)}, x.options())), bias(at::zeros({classes}, x.options())) {
    std::tie(variances, axes) = at::linalg_eigh(at::mm(x.t(), x) / static_cast<double>(x.size(0)));
  }

  // Goes on from the present weights. `use` [n] is 1 for the samples to train on, 0 for others.
  void fit(const torch::Tensor& x, const torch::Tensor& labels, const torch::Tensor& use, double penalty, std::int64_t iterations) {
    constexpr double mean_curvature = 0.05;  // of p (1 - p), the softmax's second derivative, over samples and classes
    const torch::Tensor scale = (mean_curvature * variances.clamp_min(0) + 2.0 * penalty).rsqrt();
    const torch::Tensor to_weight = (axes * scale).t().contiguous();
    torch::Tensor u = (at::mm(weight, axes) / scale).requires_grad_(true), b = bias.clone().requires_grad_(true);
    torch::optim::LBFGS optimizer(
        {u, b}, torch::optim::LBFGSOptions(1.0).max_iter(iterations).history_size(10).line_search_fn("strong_wolfe"));
    const torch::Tensor count = use.sum();
    optimizer.step([&] {
      const torch::AutoGradMode gradients(true);
      optimizer.zero_grad();
      const torch::Tensor w = at::mm(u, to_weight);
      const torch::Tensor log_p = at::log_softmax(at::addmm(b, x, w.t()), 1);
      const torch::Tensor nll = at::nll_loss(log_p, labels, {}, at::Reduction::None);
      const torch::Tensor loss = (nll * use).sum() / count + penalty * w.square().sum();
      loss.backward();
      return loss;
    });
    weight = at::mm(u.detach(), to_weight);
    bias = b.detach();
  }

  torch::Tensor correct(const torch::Tensor& x, const torch::Tensor& labels) const {  // [n], float64
    return (at::addmm(bias, x, weight.t()).argmax(1) == labels).to(torch::kFloat64);
  }
};

}  // namespace

double linear_probe_accuracy(const torch::Tensor& train_codes, const torch::Tensor& train_labels, const torch::Tensor& test_codes,
                             const torch::Tensor& test_labels) {
  check(train_codes.dim() == 2 && train_codes.size(0) >= 10 && train_codes.size(0) == train_labels.size(0),
        "a probe trains on ten codes or more, each with a label");
  check(test_codes.dim() == 2 && test_codes.size(1) == train_codes.size(1) && test_codes.size(0) == test_labels.size(0),
        "a probe is tested on codes of the same width, each with a label");
  const torch::NoGradGuard no_gradients;
  const Standardisation features = standardisation(train_codes);
  const torch::Tensor x = features.apply(train_codes);
  const torch::Tensor labels = train_labels.to(x.device(), torch::kInt64);
  const std::int64_t classes = labels.max().item<std::int64_t>() + 1;

  const torch::Tensor held_out = (at::arange(x.size(0), x.options()).remainder(10) == 9).to(x.dtype());
  Probe probe(x, classes), best = probe;
  double best_accuracy = -1.0, best_penalty = 0.0;
  int worse = 0;
  for (const double penalty : kPenalties) {
    probe.fit(x, labels, 1 - held_out, penalty, kIterations);
    const double accuracy = (probe.correct(x, labels) * held_out).sum().item<double>();
    if (accuracy > best_accuracy) {
      best = probe;
      best_accuracy = accuracy;
      best_penalty = penalty;
      worse = 0;
    } else if (++worse == 2) {
      break;
    }
  }
  best.fit(x, labels, at::ones_like(held_out), best_penalty, kFinalIterations);
  return best.correct(features.apply(test_codes), test_labels.to(x.device(), torch::kInt64)).mean().item<double>();
}

}  // namespace zscape
