#include "weights/fold.hpp"

#include <cmath>

#include "base/error.hpp"
#include "spec/parameters.hpp"
#include "spec/published.hpp"

namespace zscape {
namespace {

const Tensor& tensor_named(const TensorMap& tensors, const std::string& name) {
  const auto found = tensors.find(name);
  check(found != tensors.end(), "every parameter of the trained spec");
  return found->second;
}

// y = scale x + shift per channel, in double precision.
struct Affine {
  std::vector<double> scale, shift;
};

Affine affine_of(const std::string& name, const TensorMap& tensors) {
  const std::vector<float>& weight = tensor_named(tensors, name + ".weight").values;
  const std::vector<float>& bias = tensor_named(tensors, name + ".bias").values;
  const std::vector<float>& mean = tensor_named(tensors, name + ".running_mean").values;
  const std::vector<float>& variance = tensor_named(tensors, name + ".running_var").values;
  Affine affine;
  for (std::size_t c = 0; c < weight.size(); ++c) {
    affine.scale.push_back(weight[c] / std::sqrt(variance[c] + kBatchNormEpsilon));
    affine.shift.push_back(bias[c] - mean[c] * affine.scale[c]);
  }
  return affine;
}

void fold_into(const Layer& layer, const Affine& affine, TensorMap& tensors) {
  const std::size_t channels = affine.scale.size();
  Tensor& weight = tensors[layer.name + ".weight"];
  std::size_t group = 1;  // consecutive values of one output
  for (std::size_t i = output_axis(layer) + 1; i < weight.shape.size(); ++i) group *= static_cast<std::size_t>(weight.shape[i]);
  for (std::size_t i = 0; i < weight.values.size(); ++i)
    weight.values[i] = static_cast<float>(weight.values[i] * affine.scale[i / group % channels]);
  Tensor& bias = tensors[layer.name + ".bias"];
  if (bias.values.empty()) bias = {{static_cast<std::int64_t>(channels)}, std::vector<float>(channels)};
  for (std::size_t c = 0; c < channels; ++c)
    bias.values[c] = static_cast<float>(bias.values[c] * affine.scale[c] + affine.shift[c]);
}

}  // namespace

TensorMap fold_batch_norm(const ModelSpec& trained, const TensorMap& tensors) {
  TensorMap result;
  for (const Parameter& parameter : parameters(published(trained)))
    if (const auto found = tensors.find(parameter.name); found != tensors.end()) result.insert(*found);
  for (const auto& [name, network] : networks(trained)) {
    if (name.starts_with("discriminator")) continue;
    for (const FoldedLayer& one : folded(*network))
      for (const std::string& norm : one.norms) fold_into(one.layer, affine_of(norm, tensors), result);
  }
  return result;
}

}  // namespace zscape
