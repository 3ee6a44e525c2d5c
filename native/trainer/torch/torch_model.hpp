// A model of a spec in LibTorch: its tensors, under the spec's names, and its networks as functions. Knows no loss and no
// optimiser.
#pragma once

#include <torch/types.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "spec/model_spec.hpp"
#include "spec/tensor.hpp"

namespace zscape {

/// A batch as an encoder returns it.
struct Encoded {
  torch::Tensor mean;          // [batch, latent]
  torch::Tensor log_variance;  // [batch, latent]; undefined where the code is a point
};

class TorchModel {
 public:
  /// Fresh weights, PyTorch's default initialisation, drawn on the CPU.
  TorchModel(const ModelSpec& spec, torch::Device device);

  const ModelSpec& spec() const { return spec_; }
  torch::Device device() const { return device_; }

  // Pictures are [batch, sample] with values in [0, 1], classes are [batch, classes] with rows that sum to 1 and only conditional
  // models take them.
  Encoded encode(const torch::Tensor& x, const torch::Tensor& classes = {}) const;
  torch::Tensor decode(const torch::Tensor& z, const torch::Tensor& classes = {}) const;         // -> [batch, sample]
  torch::Tensor decode_logits(const torch::Tensor& z, const torch::Tensor& classes = {}) const;  // before the sigmoid it ends in
  torch::Tensor classify(const torch::Tensor& code) const;  // [batch, latent] -> [batch, classes], logits

  // Of the discriminator; `x` is [batch, sample] or, for models that judge codes, [batch, latent].
  torch::Tensor features(const torch::Tensor& x, const torch::Tensor& classes = {}) const;
  torch::Tensor score(const torch::Tensor& features) const;                // -> [batch], logits of being real
  torch::Tensor discriminator_class(const torch::Tensor& features) const;  // -> [batch, classes], logits

  /// Runs one layer or more on [batch, ...].
  torch::Tensor run(const Network& network, torch::Tensor x) const;

  /// Every tensor of the spec's parameter table, in its order.
  const std::vector<std::pair<std::string, torch::Tensor>>& state() const { return state_; }
  const torch::Tensor& tensor(std::string_view name) const;

  /// Of state(), the tensors that gradients change and that one of `networks` uses.
  std::vector<std::pair<std::string, torch::Tensor>> trainable(const std::vector<const Network*>& networks) const;

  /// Gives this model its own copy of every tensor, without gradients; a copy of a model shares them with the original.
  void detach_state();

  TensorMap weights() const;
  void set_weights(const TensorMap& weights);  // checks that every tensor is there, in its shape

  bool training = false;                             // batch normalisation by the batch, which also updates the running statistics
  torch::ScalarType product_type = torch::kFloat32;  // of the products; sums, weights and everything else stay float32

 private:
  torch::Tensor conditioned(const torch::Tensor& x, const torch::Tensor& classes) const;

  ModelSpec spec_;
  torch::Device device_;
  std::vector<std::pair<std::string, torch::Tensor>> state_;
};

/// The model with these weights.
TorchModel torch_model(const ModelSpec& spec, const TensorMap& weights, torch::Device device = torch::kCPU);

}  // namespace zscape
