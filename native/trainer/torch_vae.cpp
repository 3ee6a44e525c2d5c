#include "torch_vae.hpp"

#include <algorithm>
#include <cstring>

#include "base/error.hpp"

namespace zscape {
namespace {

struct RunStep {
  const torch::Tensor& x;

  torch::Tensor operator()(torch::nn::Linear& linear) const { return linear->forward(x); }
  torch::Tensor operator()(const Relu&) const { return torch::relu(x); }
  torch::Tensor operator()(const Sigmoid&) const { return torch::sigmoid(x); }
};

template <class Steps>
torch::Tensor run(Steps& steps, torch::Tensor x) {
  for (auto& step : steps) x = std::visit(RunStep{x}, step);
  return x;
}

}  // namespace

TorchVae::TorchVae(const ModelSpec& spec)
    : encoder_(build(spec.encoder)),
      encoder_mean_(build(spec.encoder_mean)),
      encoder_log_variance_(build(spec.encoder_log_variance)),
      decoder_(build(spec.decoder)) {
  check(!decoder_.empty() && std::holds_alternative<Sigmoid>(decoder_.back()), "the decoder ends in a sigmoid");
  decoder_.pop_back();  // decode() applies it; the loss is computed from what comes before, where it loses no precision
}

TorchVae::Steps TorchVae::build(const Network& network) {
  struct BuildStep {
    TorchVae& module;
    const std::string& name;

    Step operator()(const Linear& linear) const { return module.register_module(name, torch::nn::Linear(linear.in, linear.out)); }
    Step operator()(const Relu& relu) const { return relu; }
    Step operator()(const Sigmoid& sigmoid) const { return sigmoid; }
  };
  Steps steps;
  for (const Layer& layer : network) steps.push_back(std::visit(BuildStep{*this, layer.name}, layer.kind));
  return steps;
}

TorchVae::Code TorchVae::encode(const torch::Tensor& x) {
  const torch::Tensor hidden = run(encoder_, x);
  return {run(encoder_mean_, hidden), run(encoder_log_variance_, hidden)};
}

torch::Tensor TorchVae::decode_logits(const torch::Tensor& z) { return run(decoder_, z); }

torch::Tensor TorchVae::decode(const torch::Tensor& z) { return torch::sigmoid(decode_logits(z)); }

torch::Tensor reconstruction_loss(const torch::Tensor& logits, const torch::Tensor& x) {
  // -(x log s(l) + (1 - x) log(1 - s(l))) = softplus(l) - x l
  return torch::softplus(logits).sum() - torch::dot(x.reshape(-1), logits.reshape(-1));
}

torch::Tensor kl_divergence(const TorchVae::Code& code) {
  return -0.5 * (1 + code.log_variance - code.mean.pow(2) - code.log_variance.exp()).sum();
}

torch::Tensor reparameterise(const TorchVae::Code& code, const torch::Tensor& noise) {
  return code.mean + torch::exp(0.5 * code.log_variance) * noise;
}

Tensor to_tensor(const torch::Tensor& tensor) {
  const torch::Tensor values = tensor.detach().to(torch::kCPU).to(torch::kFloat32).contiguous();
  const float* first = values.data_ptr<float>();
  return {tensor.sizes().vec(), std::vector<float>(first, first + values.numel())};
}

torch::Tensor to_torch(const Tensor& tensor) {
  torch::Tensor result = torch::empty(tensor.shape, torch::kFloat32);
  check(static_cast<std::size_t>(result.numel()) == tensor.values.size(), "a tensor holds what its shape says");
  std::copy(tensor.values.begin(), tensor.values.end(), result.data_ptr<float>());
  return result;
}

TensorMap weights_of(const TorchVae& module) {
  TensorMap weights;
  for (const auto& parameter : module.named_parameters()) weights.emplace(parameter.key(), to_tensor(parameter.value()));
  return weights;
}

void set_weights(TorchVae& module, const TensorMap& weights) {
  const torch::NoGradGuard no_gradients;
  for (auto& parameter : module.named_parameters()) {
    const auto found = weights.find(parameter.key());
    check(found != weights.end() && found->second.shape == parameter.value().sizes().vec(), "weights fit their module");
    parameter.value().copy_(to_torch(found->second));
  }
}

}  // namespace zscape
