#include "trainer/objectives/objective.hpp"

#include <algorithm>

#include "trainer/objectives/adversarial.hpp"
#include "trainer/objectives/adversarial_autoencoder.hpp"
#include "trainer/objectives/classification.hpp"
#include "trainer/objectives/elbo.hpp"
#include "trainer/objectives/reconstruction.hpp"
#include "trainer/objectives/vae_gan.hpp"

namespace zscape {

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

}  // namespace zscape
