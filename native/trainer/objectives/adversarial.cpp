#include "trainer/objectives/adversarial.hpp"

#include "trainer/objectives/discriminator.hpp"
#include "trainer/objectives/losses.hpp"
#include "trainer/torch/conversions.hpp"

namespace zscape {

// Where classes differ much from the start, a generator paints one picture of each and ignores z; so their embeddings start small.
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
