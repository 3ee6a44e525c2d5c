#include "trainer/objectives/trainee.hpp"

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

Trainee::Trainee(const Recipe& with, const ModelSpec& spec, torch::Device device)
    : recipe(with),
      model(spec, device),
      adam(model.trainable(others(model.spec()))),
      discriminator(model.trainable(discriminators(model.spec()))) {
  adam.beta1 = discriminator.beta1 = recipe.beta1;
  adam.weight_decay = discriminator.weight_decay = recipe.weight_decay;
  if (recipe.precision == Precision::bfloat16) model.product_type = torch::kBFloat16;
}

}  // namespace zscape
