#include "nn/graph.hpp"

#include <cmath>
#include <optional>

#include "nn/kernels.hpp"

namespace zscape {
namespace {

Result<const Tensor*> find_tensor(const TensorMap& tensors, const Parameter& parameter) {
  const auto found = tensors.find(parameter.name);
  if (found == tensors.end())
    return Error{ErrorCode::mismatch, "tensor \"" + parameter.name + "\" is missing: expected shape " + to_string(parameter.shape)};
  if (found->second.shape != parameter.shape)
    return Error{ErrorCode::mismatch, "tensor \"" + parameter.name + "\" has shape " + to_string(found->second.shape) +
                                          ": expected " + to_string(parameter.shape)};
  return &found->second;
}

// A table is a linear layer without bias, its rows being the outputs' columns.
PackedLinear pack_embedding(const Embedding& embedding, std::span<const float> table /* [count, width] */) {
  std::vector<float> weight;  // [width, count]
  for (std::int64_t o = 0; o < embedding.width; ++o)
    for (std::int64_t i = 0; i < embedding.count; ++i) weight.push_back(table[i * embedding.width + o]);
  return pack_linear(weight, std::vector<float>(static_cast<std::size_t>(embedding.width)));
}

// A transposed convolution of a single pixel is a linear layer: each output hears it through one entry of the kernel.
PackedLinear pack_pixel(const ConvTranspose2d& conv, const Shape& out, std::span<const float> kernel, std::span<const float> bias) {
  std::vector<float> weight, biases;  // [out, in] and [out] with the whole picture as out
  for (std::int64_t o = 0; o < conv.out; ++o)
    for (std::int64_t y = conv.padding; y < conv.padding + out[1]; ++y)
      for (std::int64_t x = conv.padding; x < conv.padding + out[2]; ++x) {
        for (std::int64_t c = 0; c < conv.in; ++c)
          weight.push_back(kernel[((c * conv.out + o) * conv.kernel + y) * conv.kernel + x]);
        biases.push_back(bias.empty() ? 0.0f : bias[o]);
      }
  return pack_linear(weight, biases);
}

}  // namespace

struct Graph::MakeStep {
  const Shape& in;
  const Shape& out;
  std::span<const Tensor* const> parameters;  // of this layer, in the order of its table

  std::span<const float> values(std::size_t i) const {
    return i < parameters.size() ? std::span<const float>(parameters[i]->values) : std::span<const float>();
  }

  std::optional<Step> operator()(const Linear&) const { return pack_linear(values(0), values(1)); }
  std::optional<Step> operator()(const Conv2d& conv) const { return pack_convolution(conv, in, values(0), values(1)); }
  std::optional<Step> operator()(const ConvTranspose2d& conv) const {
    if (in[1] == 1 && in[2] == 1) return pack_pixel(conv, out, values(0), values(1));
    return pack_convolution(conv, in, values(0), values(1));
  }
  std::optional<Step> operator()(const BatchNorm& norm) const {
    ScaledChannels channels;
    for (std::int64_t c = 0; c < norm.features; ++c) {
      const double scale = values(0)[c] / std::sqrt(values(3)[c] + kBatchNormEpsilon);
      channels.scale.push_back(static_cast<float>(scale));
      channels.shift.push_back(static_cast<float>(values(1)[c] - values(2)[c] * scale));
    }
    return channels;
  }
  std::optional<Step> operator()(const Embedding& embedding) const { return pack_embedding(embedding, values(0)); }
  std::optional<Step> operator()(const Reshape&) const { return std::nullopt; }  // a row holds the same values in any shape
  std::optional<Step> operator()(const Relu& relu) const { return relu; }
  std::optional<Step> operator()(const LeakyRelu& relu) const { return relu; }
  std::optional<Step> operator()(const Tanh& tanh) const { return tanh; }
  std::optional<Step> operator()(const Sigmoid& sigmoid) const { return sigmoid; }
};

struct Graph::Forward {
  Matrix x;

  Matrix operator()(const PackedLinear& layer) { return linear(layer, x); }
  Matrix operator()(const PackedConvolution& layer) { return convolution(layer, x); }
  Matrix operator()(const ScaledChannels& channels) {
    scale_channels(x, channels.scale, channels.shift);
    return std::move(x);
  }
  Matrix operator()(const Relu&) {
    relu(values(x));
    return std::move(x);
  }
  Matrix operator()(const LeakyRelu& relu) {
    leaky_relu(values(x), static_cast<float>(relu.negative_slope));
    return std::move(x);
  }
  Matrix operator()(const Tanh&) {
    tanh(values(x));
    return std::move(x);
  }
  Matrix operator()(const Sigmoid&) {
    sigmoid(values(x));
    return std::move(x);
  }
};

Result<Graph> Graph::build(const Network& network, Shape input, const TensorMap& tensors) {
  Graph graph;
  for (const Layer& layer : network) {
    ZSCAPE_TRY(Shape output, output_shape(layer, input));
    std::vector<const Tensor*> found;
    for (Parameter& parameter : zscape::parameters(layer)) {
      ZSCAPE_TRY(const Tensor* tensor, find_tensor(tensors, parameter));
      found.push_back(tensor);
      graph.parameters_.push_back(std::move(parameter));
    }
    if (auto step = std::visit(MakeStep{input, output, found}, layer.kind)) graph.steps_.push_back(std::move(*step));
    input = std::move(output);
  }
  return graph;
}

Matrix Graph::forward(Matrix x) const {
  for (const Step& step : steps_) x = std::visit(Forward{std::move(x)}, step);
  return x;
}

}  // namespace zscape
