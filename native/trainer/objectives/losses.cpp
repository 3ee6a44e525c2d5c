#include "trainer/objectives/losses.hpp"

#include <cmath>

namespace zscape {

torch::Tensor reconstruction_loss(const torch::Tensor& logits, const torch::Tensor& x) {
  // -(x log s(l) + (1 - x) log(1 - s(l))) = softplus(l) - x l
  return torch::softplus(logits).sum() - torch::dot(x.reshape(-1), logits.reshape(-1));
}

torch::Tensor kl_divergence(const Encoded& encoded) {
  return -0.5 * (1 + encoded.log_variance - encoded.mean.pow(2) - encoded.log_variance.exp()).sum();
}

torch::Tensor reparameterise(const Encoded& encoded, const torch::Tensor& noise) {
  return encoded.mean + torch::exp(0.5 * encoded.log_variance) * noise;
}

torch::Tensor gaussian_loss(const torch::Tensor& y, const torch::Tensor& x) {
  const torch::Tensor variance = (y - x).pow(2).mean() + 1e-8;
  return 0.5 * static_cast<double>(x.numel()) * (variance.log() + std::log(2 * std::acos(-1.0)) + 1);
}

bool is_bernoulli(const ModelSpec& spec) { return std::holds_alternative<Sigmoid>(spec.decoder.back().kind); }

torch::Tensor cross_entropy(const torch::Tensor& logits, const torch::Tensor& labels, double label_smoothing) {
  const torch::Tensor log_probabilities = torch::log_softmax(logits, 1);
  const torch::Tensor chosen = log_probabilities.gather(1, labels.unsqueeze(1)).squeeze(1);
  return -(1.0 - label_smoothing) * chosen - label_smoothing * log_probabilities.mean(1);
}

}  // namespace zscape
