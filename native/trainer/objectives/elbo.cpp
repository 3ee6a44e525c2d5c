#include "trainer/objectives/elbo.hpp"

#include "trainer/objectives/losses.hpp"

namespace zscape {

Losses update_elbo(Trainee& trainee, const Batch& batch, double learning_rate) {
  const auto size = static_cast<double>(batch.x.size(0));
  const Encoded encoded = trainee.model.encode(batch.x, batch.classes);
  const torch::Tensor z = reparameterise(encoded, torch::randn_like(encoded.mean));
  const torch::Tensor reconstruction =
      (is_bernoulli(trainee.model.spec()) ? reconstruction_loss(trainee.model.decode_logits(z, batch.classes), batch.x)
                                          : gaussian_loss(trainee.model.decode(z, batch.classes), batch.x)) /
      size;
  const torch::Tensor kl = kl_divergence(encoded) / size;
  const torch::Tensor loss = reconstruction + kl;
  loss.backward();
  trainee.adam.update(learning_rate);
  return {{"loss", loss}, {"reconstruction", reconstruction}, {"kl", kl}};
}

}  // namespace zscape
