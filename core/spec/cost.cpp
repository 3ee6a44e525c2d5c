#include <algorithm>

#include "spec/model_spec.hpp"

namespace zscape {
namespace {

std::int64_t count(const Shape& shape) { return element_count(shape).value_or(0); }

std::int64_t rounded_up(std::int64_t a, std::int64_t b) { return (a + b - 1) / b; }

// Of one layer that makes `out` of `in`.
struct MultiplyAdds {
  const Shape& in;
  const Shape& out;

  std::int64_t operator()(const Linear& linear) const { return linear.in * linear.out; }
  std::int64_t operator()(const Conv2d& conv) const { return count(out) * conv.in * conv.kernel * conv.kernel; }
  std::int64_t operator()(const ConvTranspose2d& conv) const {
    if (in[1] == 1 && in[2] == 1) return conv.in * count(out);
    const std::int64_t taps = rounded_up(conv.kernel, conv.stride);  // along an axis, those that reach one output
    return count(out) * conv.in * taps * taps + kPhase * conv.stride * conv.stride;
  }
  std::int64_t operator()(const BatchNorm&) const { return count(out); }
  std::int64_t operator()(const Embedding& embedding) const { return embedding.count * embedding.width; }
  std::int64_t operator()(const Reshape&) const { return 0; }
  std::int64_t operator()(const Relu&) const { return count(out); }
  std::int64_t operator()(const LeakyRelu&) const { return count(out); }
  std::int64_t operator()(const Tanh&) const { return kExponential * count(out); }
  std::int64_t operator()(const Sigmoid&) const { return kExponential * count(out); }

  static constexpr std::int64_t kExponential = 16;
  static constexpr std::int64_t kPhase = 256;  // of a transposed convolution, however small
};

}  // namespace

Cost cost(const Network& network, Shape shape) {
  Cost total{.widest = count(shape)};
  for (const Layer& layer : network) {
    Shape out = output_shape(layer, shape).value();
    total.multiply_adds += std::visit(MultiplyAdds{shape, out}, layer.kind);
    total.widest = std::max(total.widest, count(out));
    shape = std::move(out);
  }
  return total;
}

Cost cost(const ModelSpec& spec) {
  Cost total;
  for (const auto& [name, network] : networks(spec)) {
    if (network->empty() || name.starts_with("discriminator")) continue;
    const Cost one = cost(*network, input_shape(spec, name));
    total.multiply_adds += one.multiply_adds;
    total.widest = std::max(total.widest, one.widest);
  }
  return total;
}

}  // namespace zscape
