#include "objectives/objective.hpp"

#include <algorithm>

namespace zscape {
namespace {

std::vector<const Network*> discriminators(const ModelSpec& spec) {
  return {&spec.discriminator, &spec.discriminator_score, &spec.discriminator_class};
}

std::vector<const Network*> others(const ModelSpec& spec) {
  std::vector<const Network*> result;
  const auto judges = discriminators(spec);
  for (const auto& [name, network] : networks(spec))
    if (std::find(judges.begin(), judges.end(), network) == judges.end()) result.push_back(network);
  return result;
}

}  // namespace

Trainee::Trainee(const Recipe& of, const ModelSpec& spec, torch::Device device)
    : recipe(of),
      model(spec, device),
      adam(model.trainable(others(model.spec()))),
      discriminator(model.trainable(discriminators(model.spec()))) {
  adam.beta1 = discriminator.beta1 = recipe.beta1;
  adam.weight_decay = discriminator.weight_decay = recipe.weight_decay;
  if (recipe.precision == Precision::bfloat16) model.product_type = torch::kBFloat16;
}

void initialise(const Recipe& recipe, TorchModel& model, const torch::Tensor& x) {
  const torch::NoGradGuard no_gradients;
  const Objective objective = objective_of(model.spec());
  if (objective == Objective::reconstruction) initialise_reconstruction(recipe, model, x);
  if (objective == Objective::adversarial) initialise_adversarial(model);
}

Losses update(Trainee& trainee, const Batch& batch, double learning_rate) {
  switch (objective_of(trainee.model.spec())) {
    case Objective::reconstruction:
      return update_reconstruction(trainee, batch, learning_rate);
    case Objective::elbo:
      return update_elbo(trainee, batch, learning_rate);
    case Objective::adversarial:
      return update_adversarial(trainee, batch, learning_rate);
    case Objective::adversarial_autoencoder:
      return update_adversarial_autoencoder(trainee, batch, learning_rate);
    case Objective::vae_gan:
      return update_vae_gan(trainee, batch, learning_rate);
    case Objective::classification:
      return update_classification(trainee, batch, learning_rate);
  }
  check(false, "a known objective");
  return {};
}

std::optional<std::string> collapse(const std::vector<std::pair<std::string, double>>& means) {
  const auto mean = [&](std::string_view name) -> std::optional<double> {
    for (const auto& [key, value] : means)
      if (key == name) return value;
    return std::nullopt;
  };
  const auto real = mean("real_accuracy"), fake = mean("fake_accuracy"), generator = mean("loss_g"), spread = mean("spread");
  if (spread && *spread < 0.01)
    return "the generator makes one picture, whatever the latent: its pixels vary by " + std::to_string(*spread) +
           " only (standard deviation over a batch)";
  if (real && fake && generator && *real > 0.999 && *fake > 0.999 && *generator > 12.0)
    return "the discriminator tells every picture and leaves the generator nothing to learn from: the generator's loss is " +
           std::to_string(*generator);
  if (real && fake && (*real + *fake < 0.02 || std::max(*real, *fake) < 0.01))
    return "the discriminator is wrong about every picture and has nothing to teach";
  return std::nullopt;
}

torch::Tensor one_hot_rows(const torch::Tensor& labels, std::int64_t classes) {
  return torch::zeros({labels.size(0), classes}, torch::dtype(torch::kFloat32).device(labels.device()))
      .scatter_(1, labels.unsqueeze(1), 1.0);
}

torch::Tensor cross_entropy(const torch::Tensor& logits, const torch::Tensor& labels, double label_smoothing) {
  const torch::Tensor log_probabilities = torch::log_softmax(logits, 1);
  const torch::Tensor chosen = log_probabilities.gather(1, labels.unsqueeze(1)).squeeze(1);
  return -(1.0 - label_smoothing) * chosen - label_smoothing * log_probabilities.mean(1);
}

}  // namespace zscape
