#include "trainer/objectives/classification.hpp"

#include "trainer/objectives/losses.hpp"

namespace zscape {

Losses update_classification(Trainee& trainee, const Batch& batch, double learning_rate) {
  const TorchModel& model = trainee.model;
  const torch::Tensor logits = model.classify(model.encode(batch.x).mean);
  const torch::Tensor loss = cross_entropy(logits, batch.labels, trainee.recipe.label_smoothing).mean();
  loss.backward();
  trainee.adam.update(learning_rate);
  return {{"loss", loss}, {"accuracy", (logits.argmax(1) == batch.labels).to(torch::kFloat32).mean()}};
}

}  // namespace zscape
