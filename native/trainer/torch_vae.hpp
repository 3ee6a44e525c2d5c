// The LibTorch module of a spec: parameters registered under exactly the spec's names, networks as the spec lists them. This
// header brings in LibTorch, so few files include it.
#pragma once

#include <torch/nn/module.h>
#include <torch/nn/modules/linear.h>

#include <variant>
#include <vector>

#include "spec/model_spec.hpp"
#include "spec/tensor.hpp"

namespace zscape {

class TorchVae : public torch::nn::Module {
 public:
  struct Code {
    torch::Tensor mean;          // [batch, latent]
    torch::Tensor log_variance;  // [batch, latent]
  };

  /// Fresh weights, PyTorch's default initialisation. The decoder ends in a sigmoid.
  explicit TorchVae(const ModelSpec& spec);

  Code encode(const torch::Tensor& x);                  // [batch, sample]
  torch::Tensor decode_logits(const torch::Tensor& z);  // [batch, latent] -> [batch, sample], before the sigmoid
  torch::Tensor decode(const torch::Tensor& z);         // likewise, in [0, 1]

 private:
  using Step = std::variant<torch::nn::Linear, Relu, Sigmoid>;
  using Steps = std::vector<Step>;

  Steps build(const Network& network);

  Steps encoder_, encoder_mean_, encoder_log_variance_, decoder_;
};

/// The two parts of the negative ELBO, each summed over the batch, in nats: binary cross-entropy of the pixels, and KL divergence
/// of the posterior from N(0, I) (Kingma and Welling, "Auto-encoding variational Bayes", ICLR 2014, appendix B).
torch::Tensor reconstruction_loss(const torch::Tensor& logits, const torch::Tensor& x);
torch::Tensor kl_divergence(const TorchVae::Code& code);

/// z = mean + sigma * noise.
torch::Tensor reparameterise(const TorchVae::Code& code, const torch::Tensor& noise);

// Between LibTorch's tensors, on any device, and the core's.
Tensor to_tensor(const torch::Tensor& tensor);
torch::Tensor to_torch(const Tensor& tensor);  // on the CPU

TensorMap weights_of(const TorchVae& module);

/// `weights` holds every parameter in its shape: check()ed.
void set_weights(TorchVae& module, const TensorMap& weights);

}  // namespace zscape
