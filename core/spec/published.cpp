#include "spec/published.hpp"

namespace zscape {
namespace {

// Whether the layer ends in a sum per channel that takes up a scale and a shift; if so it gets its bias.
struct GainBias {
  bool operator()(Linear&) const { return true; }
  bool operator()(Conv2d& conv) const { return conv.bias = true; }
  bool operator()(ConvTranspose2d& conv) const { return conv.bias = true; }
  bool operator()(BatchNorm&) const { return false; }
  bool operator()(Embedding&) const { return false; }
  bool operator()(Reshape&) const { return false; }
  bool operator()(Relu&) const { return false; }
  bool operator()(LeakyRelu&) const { return false; }
  bool operator()(Tanh&) const { return false; }
  bool operator()(Sigmoid&) const { return false; }
};

Network kept(const Network& network) {
  Network result;
  for (FoldedLayer& one : folded(network)) result.push_back(std::move(one.layer));
  return result;
}

}  // namespace

std::vector<FoldedLayer> folded(const Network& network) {
  std::vector<FoldedLayer> result;
  for (const Layer& layer : network) {
    const bool folds =
        std::holds_alternative<BatchNorm>(layer.kind) && !result.empty() && std::visit(GainBias{}, result.back().layer.kind);
    if (folds)
      result.back().norms.push_back(layer.name);
    else
      result.push_back({layer, {}});
  }
  return result;
}

ModelSpec published(const ModelSpec& spec) {
  ModelSpec result = spec;
  for (Network* network : {&result.condition, &result.encoder, &result.encoder_mean, &result.encoder_log_variance, &result.decoder,
                           &result.classifier})
    *network = kept(*network);
  result.discriminator = result.discriminator_score = result.discriminator_class = {};
  return result;
}

ModelSpec drawing(const ModelSpec& spec) {
  ModelSpec result = spec;
  result.encoder = result.encoder_mean = result.encoder_log_variance = result.classifier = {};
  result.discriminator = result.discriminator_score = result.discriminator_class = {};
  return result;
}

}  // namespace zscape
