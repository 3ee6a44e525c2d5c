#include "trainer/objectives/reconstruction.hpp"

#include <algorithm>
#include <cmath>

#include "spec/parameters.hpp"
#include "trainer/torch/corruption.hpp"

namespace zscape {
namespace {

// Splits a network into blocks: a layer with parameters and the layers without any that follow it.
std::vector<Network> blocks(const Network& network) {
  std::vector<Network> result;
  for (const Layer& layer : network) {
    if (result.empty() || !parameters(layer).empty()) result.emplace_back();
    result.back().push_back(layer);
  }
  return result;
}

// Of every code unit, keeps the largest activations over the batch.
torch::Tensor winners(const torch::Tensor& code, double fraction) {
  const auto kept = std::max<std::int64_t>(1, std::llround(fraction * static_cast<double>(code.size(0))));
  const torch::Tensor threshold = std::get<0>(code.topk(kept, 0)).slice(0, kept - 1);  // [1, latent]
  return code * (code >= threshold);
}

// KL of Bernoulli(rho) from Bernoulli(mean activation), summed over the code.
torch::Tensor sparsity_penalty(const torch::Tensor& code, double rho) {
  const torch::Tensor mean = code.mean(0).clamp(1e-6, 1.0 - 1e-6);
  return (rho * (std::log(rho) - mean.log()) + (1.0 - rho) * (std::log(1.0 - rho) - (1.0 - mean).log())).sum();
}

torch::Tensor squared_error(const torch::Tensor& a, const torch::Tensor& b) {
  return (a - b).pow(2).sum() / static_cast<double>(a.size(0));
}

// The weights of the encoder's layers, each with the weights of the decoder's layer that mirrors it.
std::vector<std::pair<torch::Tensor, torch::Tensor>> mirrored_weights(const TorchModel& model) {
  const auto encoder = blocks(model.spec().encoder), decoder = blocks(model.spec().decoder);
  std::vector<std::pair<torch::Tensor, torch::Tensor>> pairs;
  for (std::size_t i = 0; i < encoder.size(); ++i)
    pairs.emplace_back(model.tensor(encoder[i][0].name + ".weight"),
                       model.tensor(decoder[decoder.size() - 1 - i][0].name + ".weight"));
  return pairs;
}

void tie(const TorchModel& model) {
  const torch::NoGradGuard no_gradients;
  for (auto& [encoder, decoder] : mirrored_weights(model)) decoder.copy_(encoder.t());
}

// One weight, used twice: its gradient is the sum of the gradients of both uses, and Adam changes it once.
void add_tied_gradients(const TorchModel& model) {
  for (auto& [encoder, decoder] : mirrored_weights(model)) {
    if (!decoder.grad().defined()) continue;
    encoder.mutable_grad().add_(decoder.grad().t());
    decoder.mutable_grad().reset();
  }
}

// The number of the layer that is trained alone in this epoch, or the count of layers when all are trained together.
std::size_t stage_of(const Recipe& recipe, std::size_t layers, std::int64_t epoch) {
  if (recipe.pretrain_epochs == 0) return layers;
  return std::min(layers, static_cast<std::size_t>(epoch / recipe.pretrain_epochs));
}

struct Step {
  torch::Tensor target, output, code;
};

// Layer `stage` of the encoder and its mirror in the decoder, on the output of the layers before it.
Step run_alone(const TorchModel& model, const torch::Tensor& x, std::size_t stage) {
  const auto encoder = blocks(model.spec().encoder);
  const auto decoder = blocks(model.spec().decoder);
  torch::Tensor hidden = x;
  {
    const torch::NoGradGuard frozen;
    for (std::size_t i = 0; i < stage; ++i) hidden = model.run(encoder[i], hidden);
  }
  const torch::Tensor code = model.run(encoder[stage], hidden);
  return {hidden, model.run(decoder[decoder.size() - 1 - stage], code), code};
}

Step run_whole(const TorchModel& model, const Recipe& recipe, const torch::Tensor& x) {
  const torch::Tensor code = model.encode(corrupt(x, recipe.corruption, recipe.corruption_level)).mean;
  const torch::Tensor kept = recipe.lifetime_sparsity > 0.0 ? winners(code, recipe.lifetime_sparsity) : code;
  return {x, model.decode(kept), code};
}

}  // namespace

bool starts_stage(const Recipe& recipe, const ModelSpec& spec, std::int64_t epoch) {
  const std::size_t layers = blocks(spec.encoder).size();
  return epoch > 0 && stage_of(recipe, layers, epoch) != stage_of(recipe, layers, epoch - 1);
}

Losses update_reconstruction(Trainee& trainee, const Batch& batch, double learning_rate) {
  const Recipe& recipe = trainee.recipe;
  const std::size_t layers = blocks(trainee.model.spec().encoder).size();
  const std::size_t stage = stage_of(recipe, layers, trainee.epoch);
  const bool alone = stage < layers;
  const Step step = alone ? run_alone(trainee.model, batch.x, stage) : run_whole(trainee.model, recipe, batch.x);
  const torch::Tensor error = squared_error(step.output, step.target);
  torch::Tensor loss = error;
  Losses losses = {{"mse", error / static_cast<double>(step.target.size(1))}};
  if (recipe.sparsity > 0.0 && stage + 1 >= layers) {
    loss = loss + recipe.sparsity_weight * sparsity_penalty(step.code, recipe.sparsity);
    losses.emplace_back("mean_activation", step.code.mean());
  }
  loss.backward();
  const bool tied = recipe.decoder_weights == DecoderWeights::tied;
  if (tied) add_tied_gradients(trainee.model);
  trainee.adam.update(learning_rate);
  if (tied) tie(trainee.model);
  losses.emplace(losses.begin(), "loss", loss);
  return losses;
}

// Fresh ReLU units may be off for every picture, or be turned off by the first updates, and then stay off. So each layer's outputs
// start with variance 1 over real pictures (after Mishkin and Matas, "All you need is a good init", ICLR 2016), and outputs that go
// through a ReLU start with mean 2, so that every unit is on for nearly all pictures. Tied weights keep PyTorch's small start,
// because that scaling would make the network's output far too large; biases of 1 before a ReLU keep its units on.
void initialise_reconstruction(const Recipe& recipe, TorchModel& model, const torch::Tensor& x) {
  if (recipe.decoder_weights == DecoderWeights::tied) {
    for (const Network& block : blocks(model.spec().encoder))
      if (block.size() > 1 && std::holds_alternative<Relu>(block[1].kind)) model.tensor(block[0].name + ".bias").fill_(1.0);
    return tie(model);
  }
  torch::Tensor hidden = x;
  for (const Network* network : {&model.spec().encoder, &model.spec().decoder}) {
    for (std::size_t i = 0; i < network->size(); ++i) {
      const Layer& layer = (*network)[i];
      const bool output = network == &model.spec().decoder && i + 2 >= network->size();
      if (std::holds_alternative<Linear>(layer.kind) && !output) {
        const bool rectified = i + 1 < network->size() && std::holds_alternative<Relu>((*network)[i + 1].kind);
        const torch::Tensor before = model.run({layer}, hidden);
        const torch::Tensor scale = before.std(0).nan_to_num(1.0).clamp_min(1e-3).reciprocal();  // NaN: of one image
        model.tensor(layer.name + ".weight").mul_(scale.unsqueeze(1));
        model.tensor(layer.name + ".bias").sub_(before.mean(0)).mul_(scale).add_(rectified ? 2.0 : 0.0);
      }
      hidden = model.run({layer}, hidden);
    }
  }
}

}  // namespace zscape
