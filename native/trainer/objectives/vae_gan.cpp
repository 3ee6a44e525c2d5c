#include "trainer/objectives/vae_gan.hpp"

#include "trainer/objectives/discriminator.hpp"
#include "trainer/objectives/losses.hpp"

namespace zscape {

Losses update_vae_gan(Trainee& trainee, const Batch& batch, double learning_rate) {
  const TorchModel& model = trainee.model;
  const auto size = static_cast<double>(batch.x.size(0));
  const Encoded encoded = model.encode(batch.x);
  const torch::Tensor z = reparameterise(encoded, torch::randn_like(encoded.mean));
  const torch::Tensor reconstructed = model.decode(z);
  const torch::Tensor drawn = model.decode(torch::randn_like(encoded.mean));

  const GradientPenalty penalty(trainee);
  const torch::Tensor real = penalty.watched(batch.x);
  const torch::Tensor real_scores = model.score(model.features(real));
  const torch::Tensor fake_scores = model.score(model.features(torch::cat({drawn.detach(), reconstructed.detach()})));
  const torch::Tensor loss_d = loss_of_real(real_scores) + loss_of_fake(fake_scores);
  (loss_d + penalty(real_scores, real)).backward();
  trainee.discriminator.update(learning_rate);
  trainee.discriminator.want_gradients(false);

  torch::Tensor wanted;
  {
    const torch::NoGradGuard no_gradients;
    wanted = model.features(batch.x);
  }
  const torch::Tensor features = model.features(reconstructed);
  const torch::Tensor similarity = 0.5 * (features - wanted).pow(2).sum() / size;
  const torch::Tensor kl = kl_divergence(encoded) / size;
  // Of drawn latents, so that the discriminator teaches the decoder alone.
  const torch::Tensor loss_g = loss_of_real(model.score(model.features(drawn)));
  (similarity + kl + trainee.recipe.adversarial_weight * loss_g).backward();
  trainee.discriminator.want_gradients(true);
  trainee.adam.update(learning_rate);
  return {{"similarity", similarity},
          {"kl", kl},
          {"loss_d", loss_d},
          {"loss_g", loss_g},
          {"real_accuracy", accuracy_of_real(real_scores)},
          {"fake_accuracy", accuracy_of_fake(fake_scores)},
          {"spread", spread(drawn)}};
}

}  // namespace zscape
