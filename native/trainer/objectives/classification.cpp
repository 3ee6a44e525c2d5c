// Classifiers: cross-entropy of the labels, on pictures that are moved about a little.
#include "objectives/objective.hpp"

namespace zscape {
namespace {

// Each picture moved by its own whole number of pixels in each direction, black moving in.
torch::Tensor moved(const torch::Tensor& x, const Shape& sample, std::int64_t most) {
  const std::int64_t height = sample[1], width = sample[2], padded_width = width + 2 * most;
  const auto integers = torch::TensorOptions().dtype(torch::kInt64).device(x.device());
  const torch::Tensor padded = torch::constant_pad_nd(x.reshape({x.size(0), height, width}), {most, most, most, most}).flatten(1);
  const torch::Tensor rows = torch::arange(height, integers) * padded_width;
  const torch::Tensor base = (rows.unsqueeze(1) + torch::arange(width, integers).unsqueeze(0)).flatten();
  const torch::Tensor by = torch::randint(2 * most + 1, {2, x.size(0)}, integers);
  return padded.gather(1, base.unsqueeze(0) + (by[0] * padded_width + by[1]).unsqueeze(1));
}

}  // namespace

Losses update_classification(Trainee& trainee, const Batch& batch, double learning_rate) {
  const TorchModel& model = trainee.model;
  const Recipe& recipe = trainee.recipe;
  const torch::Tensor x = recipe.shift > 0 ? moved(batch.x, model.spec().sample, recipe.shift) : batch.x;
  const torch::Tensor logits = model.classify(model.encode(x).mean);
  const torch::Tensor loss = cross_entropy(logits, batch.labels, recipe.label_smoothing).mean();
  loss.backward();
  trainee.adam.update(learning_rate);
  return {{"loss", loss}, {"accuracy", (logits.argmax(1) == batch.labels).to(torch::kFloat32).mean()}};
}

}  // namespace zscape
