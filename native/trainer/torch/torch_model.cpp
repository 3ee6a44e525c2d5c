#include "trainer/torch/torch_model.hpp"

#include <torch/utils.h>

#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "spec/parameters.hpp"
#include "trainer/torch/conversions.hpp"
#include "trainer/torch/transposed_convolution.hpp"

namespace zscape {
namespace {

// torch.nn's defaults: weights and biases uniform within 1 / sqrt(fan_in), tables N(0, 1), batch normalisation the identity.
struct InitialValues {
  const Layer& layer;

  std::vector<torch::Tensor> uniform(std::int64_t fan_in) const {
    std::vector<torch::Tensor> tensors;
    const double bound = 1.0 / std::sqrt(static_cast<double>(fan_in));
    for (const Parameter& parameter : parameters(layer)) tensors.push_back(torch::empty(parameter.shape).uniform_(-bound, bound));
    return tensors;
  }

  std::vector<torch::Tensor> operator()(const Linear& linear) const { return uniform(linear.in); }
  std::vector<torch::Tensor> operator()(const Conv2d& conv) const { return uniform(conv.in * conv.kernel * conv.kernel); }
  std::vector<torch::Tensor> operator()(const ConvTranspose2d& conv) const { return uniform(conv.out * conv.kernel * conv.kernel); }
  std::vector<torch::Tensor> operator()(const BatchNorm& norm) const {
    return {torch::ones({norm.features}), torch::zeros({norm.features}), torch::zeros({norm.features}),
            torch::ones({norm.features})};
  }
  std::vector<torch::Tensor> operator()(const Embedding& embedding) const {
    return {torch::randn({embedding.count, embedding.width})};
  }
  std::vector<torch::Tensor> operator()(const Reshape&) const { return {}; }
  std::vector<torch::Tensor> operator()(const Relu&) const { return {}; }
  std::vector<torch::Tensor> operator()(const LeakyRelu&) const { return {}; }
  std::vector<torch::Tensor> operator()(const Tanh&) const { return {}; }
  std::vector<torch::Tensor> operator()(const Sigmoid&) const { return {}; }
};

struct RunLayer {
  const TorchModel& model;
  const std::string& name;
  const torch::Tensor& x;

  torch::Tensor weight(const char* which = ".weight") const { return model.tensor(name + which); }
  torch::Tensor bias(bool has) const { return has ? weight(".bias") : torch::Tensor(); }

  // `product` of input, weight and bias in the model's precision.
  template <class Product>
  torch::Tensor product(const torch::Tensor& input, bool has_bias, Product&& product) const {
    const torch::ScalarType type = model.product_type;
    if (type == torch::kFloat32) return product(input, weight(), bias(has_bias));
    return product(input.to(type), weight().to(type), has_bias ? bias(true).to(type) : torch::Tensor()).to(torch::kFloat32);
  }

  torch::Tensor operator()(const Linear&) const {
    return product(x.dim() > 2 ? x.flatten(1) : x, true,
                   [](const auto& input, const auto& w, const auto& b) { return torch::linear(input, w, b); });
  }
  torch::Tensor operator()(const Conv2d& conv) const {
    return product(x, conv.bias, [&](const auto& input, const auto& w, const auto& b) {
      return torch::conv2d(input, w, b, conv.stride, conv.padding);
    });
  }
  torch::Tensor operator()(const ConvTranspose2d& conv) const {
    return product(x, conv.bias, [&](const auto& input, const auto& w, const auto& b) {
      return transposed_convolution(input, w, b, conv.stride, conv.padding);
    });
  }
  torch::Tensor operator()(const BatchNorm&) const {
    constexpr double kMomentum = 0.1;
    return torch::batch_norm(x, weight(), weight(".bias"), weight(".running_mean"), weight(".running_var"), model.training,
                             kMomentum, kBatchNormEpsilon, true);
  }
  torch::Tensor operator()(const Embedding&) const { return torch::matmul(x, weight()); }
  torch::Tensor operator()(const Reshape& reshape) const {
    std::vector<std::int64_t> shape = {x.size(0)};
    shape.insert(shape.end(), reshape.shape.begin(), reshape.shape.end());
    return x.reshape(shape);
  }
  torch::Tensor operator()(const Relu&) const { return torch::relu(x); }
  torch::Tensor operator()(const LeakyRelu& relu) const { return torch::leaky_relu(x, relu.negative_slope); }
  torch::Tensor operator()(const Tanh&) const { return torch::tanh(x); }
  torch::Tensor operator()(const Sigmoid&) const { return torch::sigmoid(x); }
};

}  // namespace

TorchModel::TorchModel(const ModelSpec& spec, torch::Device device) : spec_(spec), device_(device) {
  for (const auto& [network_name, network] : networks(spec_))
    for (const Layer& layer : *network) {
      const std::vector<Parameter> table = parameters(layer);
      const std::vector<torch::Tensor> values = std::visit(InitialValues{layer}, layer.kind);
      for (std::size_t i = 0; i < table.size(); ++i)
        state_.emplace_back(table[i].name, values[i].to(device).set_requires_grad(!is_statistic(table[i].name)));
    }
}

const torch::Tensor& TorchModel::tensor(std::string_view name) const {
  const auto found = std::find_if(state_.begin(), state_.end(), [&](const auto& named) { return named.first == name; });
  check(found != state_.end(), "a tensor of the spec");
  return found->second;
}

torch::Tensor TorchModel::run(const Network& network, torch::Tensor x) const {
  for (const Layer& layer : network) x = std::visit(RunLayer{*this, layer.name, x}, layer.kind);
  return x;
}

torch::Tensor TorchModel::conditioned(const torch::Tensor& x, const torch::Tensor& classes) const {
  if (spec_.condition.empty()) return x;
  return torch::cat({x, run(spec_.condition, classes)}, 1);
}

namespace {

// Pixels in the range that the networks were made for.
torch::Tensor network_pixels(const ModelSpec& spec, const torch::Tensor& x) {
  return spec.pixels == PixelRange::signed_unit ? x * 2 - 1 : x;
}

// As [batch, channels, height, width]. On the CPU with channels last, which oneDNN convolves without reordering them first, and
// which the layers after this one keep.
torch::Tensor as_pictures(const ModelSpec& spec, const torch::Tensor& x) {
  const std::int64_t channels = spec.sample[0], height = spec.sample[1], width = spec.sample[2];
  if (channels != 1 || !x.is_cpu()) return x.reshape({x.size(0), channels, height, width});
  return x.reshape({x.size(0), height, width, 1}).permute({0, 3, 1, 2});
}

}  // namespace

Encoded TorchModel::encode(const torch::Tensor& x, const torch::Tensor& classes) const {
  const torch::Tensor input = network_pixels(spec_, x);
  const torch::Tensor hidden = run(spec_.encoder, tells_encoder(spec_) ? conditioned(input, classes) : as_pictures(spec_, input));
  Encoded code{run(spec_.encoder_mean, hidden), {}};
  if (is_variational(spec_)) code.log_variance = run(spec_.encoder_log_variance, hidden);
  return code;
}

torch::Tensor TorchModel::decode(const torch::Tensor& z, const torch::Tensor& classes) const {
  const torch::Tensor pixels = run(spec_.decoder, conditioned(z, classes)).flatten(1);
  return spec_.pixels == PixelRange::signed_unit ? (pixels + 1) * 0.5 : pixels;
}

torch::Tensor TorchModel::decode_logits(const torch::Tensor& z, const torch::Tensor& classes) const {
  check(std::holds_alternative<Sigmoid>(spec_.decoder.back().kind), "the decoder ends in a sigmoid");
  return run(Network(spec_.decoder.begin(), spec_.decoder.end() - 1), conditioned(z, classes)).flatten(1);
}

torch::Tensor TorchModel::classify(const torch::Tensor& code) const { return run(spec_.classifier, code); }

torch::Tensor TorchModel::features(const torch::Tensor& x, const torch::Tensor& classes) const {
  if (!judges_codes(spec_)) return run(spec_.discriminator, as_pictures(spec_, network_pixels(spec_, x)));
  if (spec_.condition.empty()) return run(spec_.discriminator, x);
  // Detached, else training would hide the classes from the discriminator by making their embeddings equal.
  return run(spec_.discriminator, torch::cat({x, run(spec_.condition, classes).detach()}, 1));
}

torch::Tensor TorchModel::score(const torch::Tensor& features) const { return run(spec_.discriminator_score, features).flatten(); }

torch::Tensor TorchModel::discriminator_class(const torch::Tensor& features) const {
  return run(spec_.discriminator_class, features).flatten(1);
}

std::vector<std::pair<std::string, torch::Tensor>> TorchModel::trainable(const std::vector<const Network*>& networks) const {
  std::vector<std::pair<std::string, torch::Tensor>> result;
  for (const Network* network : networks)
    for (const Layer& layer : *network)
      for (const Parameter& parameter : parameters(layer))
        if (!is_statistic(parameter.name)) result.emplace_back(parameter.name, tensor(parameter.name));
  return result;
}

void TorchModel::detach_state() {
  for (auto& [name, tensor] : state_) tensor = tensor.detach().clone();
}

TensorMap TorchModel::weights() const {
  TensorMap weights;
  for (const auto& [name, tensor] : state_) weights.emplace(name, to_tensor(tensor));
  return weights;
}

void TorchModel::set_weights(const TensorMap& weights) {
  const torch::NoGradGuard no_gradients;
  for (const auto& [name, tensor] : state_) {
    const auto found = weights.find(name);
    check(found != weights.end() && found->second.shape == tensor.sizes().vec(), "weights fit their model");
    tensor.copy_(to_torch(found->second));
  }
}

TorchModel torch_model(const ModelSpec& spec, const TensorMap& weights, torch::Device device) {
  TorchModel model(spec, device);
  model.set_weights(weights);
  return model;
}

}  // namespace zscape
