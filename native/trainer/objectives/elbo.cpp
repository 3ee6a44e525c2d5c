// The evidence lower bound: Kingma and Welling, "Auto-encoding variational Bayes", ICLR 2014; with a class, Sohn, Lee and Yan,
// "Learning structured output representation using deep conditional generative models", NIPS 2015.
#include <cmath>

#include "objectives/objective.hpp"

namespace zscape {

torch::Tensor reconstruction_loss(const torch::Tensor& logits, const torch::Tensor& x) {
  // -(x log s(l) + (1 - x) log(1 - s(l))) = softplus(l) - x l
  return torch::softplus(logits).sum() - torch::dot(x.reshape(-1), logits.reshape(-1));
}

torch::Tensor kl_divergence(const Code& code) {
  return -0.5 * (1 + code.log_variance - code.mean.pow(2) - code.log_variance.exp()).sum();
}

torch::Tensor reparameterise(const Code& code, const torch::Tensor& noise) {
  return code.mean + torch::exp(0.5 * code.log_variance) * noise;
}

torch::Tensor gaussian_loss(const torch::Tensor& y, const torch::Tensor& x) {
  const torch::Tensor variance = (y - x).pow(2).mean() + 1e-8;
  return 0.5 * static_cast<double>(x.numel()) * (variance.log() + std::log(2 * std::acos(-1.0)) + 1);
}

bool is_bernoulli(const ModelSpec& spec) { return std::holds_alternative<Sigmoid>(spec.decoder.back().kind); }

Losses update_elbo(Trainee& trainee, const Batch& batch, double learning_rate) {
  const auto size = static_cast<double>(batch.x.size(0));
  const Code code = trainee.model.encode(batch.x, batch.classes);
  const torch::Tensor z = reparameterise(code, torch::randn_like(code.mean));
  const torch::Tensor reconstruction =
      (is_bernoulli(trainee.model.spec()) ? reconstruction_loss(trainee.model.decode_logits(z, batch.classes), batch.x)
                                          : gaussian_loss(trainee.model.decode(z, batch.classes), batch.x)) /
      size;
  const torch::Tensor kl = kl_divergence(code) / size;
  const torch::Tensor loss = reconstruction + kl;
  loss.backward();
  trainee.adam.update(learning_rate);
  return {{"loss", loss}, {"reconstruction", reconstruction}, {"kl", kl}};
}

}  // namespace zscape
