#include "trainer/objectives/adversarial_autoencoder.hpp"

#include "trainer/objectives/discriminator.hpp"
#include "trainer/objectives/losses.hpp"

namespace zscape {

Losses update_adversarial_autoencoder(Trainee& trainee, const Batch& batch, double learning_rate) {
  const TorchModel& model = trainee.model;
  const torch::Tensor code = model.encode(batch.x, batch.classes).mean;

  const torch::Tensor real_scores = model.score(model.features(torch::randn_like(code), batch.classes));
  const torch::Tensor fake_scores = model.score(model.features(code.detach(), batch.classes));
  const torch::Tensor loss_d = loss_of_real(real_scores) + loss_of_fake(fake_scores);
  loss_d.backward();
  trainee.discriminator.update(learning_rate);
  trainee.discriminator.want_gradients(false);

  const torch::Tensor reconstruction =
      reconstruction_loss(model.decode_logits(code, batch.classes), batch.x) / static_cast<double>(batch.x.size(0));
  const torch::Tensor loss_g = loss_of_real(model.score(model.features(code, batch.classes)));
  (reconstruction + trainee.recipe.adversarial_weight * loss_g).backward();
  trainee.discriminator.want_gradients(true);
  trainee.adam.update(learning_rate);
  return {{"reconstruction", reconstruction},
          {"loss_d", loss_d},
          {"loss_g", loss_g},
          {"real_accuracy", accuracy_of_real(real_scores)},
          {"fake_accuracy", accuracy_of_fake(fake_scores)}};
}

}  // namespace zscape
