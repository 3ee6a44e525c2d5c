#include "trainer/objectives/discriminator.hpp"

#include <torch/csrc/autograd/autograd.h>

namespace zscape {

torch::Tensor loss_of_real(const torch::Tensor& scores) { return torch::softplus(-scores).mean(); }
torch::Tensor loss_of_fake(const torch::Tensor& scores) { return torch::softplus(scores).mean(); }
torch::Tensor accuracy_of_real(const torch::Tensor& scores) { return (scores.detach() > 0).to(torch::kFloat32).mean(); }
torch::Tensor accuracy_of_fake(const torch::Tensor& scores) { return (scores.detach() < 0).to(torch::kFloat32).mean(); }

torch::Tensor spread(const torch::Tensor& pictures) { return pictures.detach().std(0, /*unbiased=*/false).mean(); }

GradientPenalty::GradientPenalty(const Trainee& trainee) {
  constexpr std::int64_t kInterval = 4;
  const bool now = trainee.discriminator.step % kInterval == 0;
  weight_ = now ? 0.5 * trainee.recipe.gradient_penalty * kInterval : 0.0;
}

torch::Tensor GradientPenalty::watched(const torch::Tensor& x) const { return weight_ > 0.0 ? x.detach().requires_grad_(true) : x; }

torch::Tensor GradientPenalty::operator()(const torch::Tensor& scores, const torch::Tensor& x) const {
  if (weight_ == 0.0) return torch::zeros({}, scores.options());
  const auto gradients = torch::autograd::grad({scores.sum()}, {x}, {}, true, true);
  return gradients[0].pow(2).sum() * (weight_ / static_cast<double>(x.size(0)));
}

}  // namespace zscape
