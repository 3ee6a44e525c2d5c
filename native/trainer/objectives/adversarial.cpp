// Generative adversarial networks: Goodfellow et al., NIPS 2014, with the non-saturating loss on logits; with classes, Odena, Olah
// and Shlens, "Conditional image synthesis with auxiliary classifier GANs", ICML 2017.
#include <torch/csrc/autograd/autograd.h>

#include "objectives/judge.hpp"
#include "objectives/objective.hpp"

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

// Classes that differ much from the start let a generator paint one picture of each and ignore z; so they start as next to nothing.
void initialise_adversarial(TorchModel& model) {
  constexpr double kScale = 0.05;
  for (const Layer& layer : model.spec().condition)
    if (std::holds_alternative<Embedding>(layer.kind)) model.tensor(layer.name + ".weight").mul_(kScale);
}

Losses update_adversarial(Trainee& trainee, const Batch& batch, double learning_rate) {
  const TorchModel& model = trainee.model;
  const ModelSpec& spec = model.spec();
  const std::int64_t size = batch.x.size(0);
  const bool conditional = is_conditional(spec);
  const double class_weight = trainee.recipe.class_weight;
  const auto on_device = torch::TensorOptions().device(model.device());
  const torch::Tensor z = torch::randn({size, spec.latent}, on_device);
  torch::Tensor labels;
  if (conditional) labels = torch::randint(spec.classes, {size}, on_device.dtype(torch::kInt64));
  const torch::Tensor fake = model.decode(z, conditional ? one_hot_rows(labels, spec.classes) : torch::Tensor());

  const GradientPenalty penalty(trainee);
  const torch::Tensor real = penalty.watched(batch.x);
  const torch::Tensor real_features = model.features(real);
  const torch::Tensor real_scores = model.score(real_features);
  const torch::Tensor fake_scores = model.score(model.features(fake.detach()));
  const torch::Tensor loss_d = loss_of_real(real_scores) + loss_of_fake(fake_scores);
  torch::Tensor total_d = loss_d + penalty(real_scores, real);
  if (conditional) total_d = total_d + class_weight * cross_entropy(model.discriminator_class(real_features), batch.labels).mean();
  total_d.backward();
  trainee.discriminator.update(learning_rate);
  trainee.discriminator.want_gradients(false);

  const torch::Tensor features = model.features(fake);
  const torch::Tensor loss_g = loss_of_real(model.score(features));
  torch::Tensor total_g = loss_g;
  if (conditional) total_g = total_g + class_weight * cross_entropy(model.discriminator_class(features), labels).mean();
  total_g.backward();
  trainee.discriminator.want_gradients(true);
  trainee.adam.update(learning_rate);
  return {{"loss_d", loss_d},
          {"loss_g", loss_g},
          {"real_accuracy", accuracy_of_real(real_scores)},
          {"fake_accuracy", accuracy_of_fake(fake_scores)},
          {"spread", spread(fake)}};
}

}  // namespace zscape
