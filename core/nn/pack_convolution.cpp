// Weights and positions of convolutions, arranged for the kernel.
#include <algorithm>

#include "base/error.hpp"
#include "nn/convolution.hpp"

namespace zscape {
namespace {

// What one axis of a phase does: position i of `count` reads pixel i * step + first + tap * direction for each tap and makes pixel
// i * spread + target.
struct Axis {
  std::int64_t count = 0;
  std::int64_t step = 1;
  std::int64_t first = 0;
  std::int64_t direction = 1;
  std::vector<std::int64_t> kernel = {};  // [taps]: the kernel's entry of each
  std::int64_t spread = 1;
  std::int64_t target = 0;

  std::int64_t taps() const { return static_cast<std::int64_t>(kernel.size()); }
  std::int64_t lowest() const { return first + std::min<std::int64_t>(0, direction * (taps() - 1)); }
  std::int64_t highest() const { return first + (count - 1) * step + std::max<std::int64_t>(0, direction * (taps() - 1)); }
};

Axis axis_of(const Conv2d& conv, std::int64_t out) {
  Axis axis{.count = out, .step = conv.stride, .first = -conv.padding};
  for (std::int64_t k = 0; k < conv.kernel; ++k) axis.kernel.push_back(k);
  return axis;
}

// Output y gets pixel i through kernel entry k where y = i * stride - padding + k: of each phase (y modulo stride), the entries are
// the same remainder's, and the pixel goes back by one from each to the next.
Axis axis_of(const ConvTranspose2d& conv, std::int64_t out, std::int64_t phase) {
  const std::int64_t remainder = (phase + conv.padding) % conv.stride;
  Axis axis{.count = (out - phase + conv.stride - 1) / conv.stride,
            .first = (phase + conv.padding - remainder) / conv.stride,
            .direction = -1,
            .spread = conv.stride,
            .target = phase};
  for (std::int64_t k = remainder; k < conv.kernel; k += conv.stride) axis.kernel.push_back(k);
  return axis;
}

struct Margins {
  std::int64_t before = 0, after = 0;

  void cover(const Axis& axis, std::int64_t size) {
    before = std::max(before, -axis.lowest());
    after = std::max(after, axis.highest() - (size - 1));
  }
};

// `entry(o, c, ky, kx)` is the weight there.
template <class Entry>
PackedConvolution::Phase make_phase(const PackedConvolution& layer, const Axis& y, const Axis& x, std::span<const float> bias,
                                    Entry entry) {
  const std::int64_t channels = layer.in[0];
  const std::int64_t width = layer.padded[2];
  const std::int64_t plane = layer.padded[1] * width;
  PackedConvolution::Phase phase;
  for (std::int64_t c = 0; c < channels; ++c)
    for (std::int64_t ty = 0; ty < y.taps(); ++ty)
      for (std::int64_t tx = 0; tx < x.taps(); ++tx)
        phase.offset.push_back(static_cast<std::int32_t>(c * plane + ty * y.direction * width + tx * x.direction));
  std::vector<float> weight;
  weight.reserve(phase.offset.size() * static_cast<std::size_t>(layer.out[0]));
  for (std::int64_t o = 0; o < layer.out[0]; ++o)
    for (std::int64_t c = 0; c < channels; ++c)
      for (const std::int64_t ky : y.kernel)
        for (const std::int64_t kx : x.kernel) weight.push_back(entry(o, c, ky, kx));
  const std::vector<float> zeros(static_cast<std::size_t>(layer.out[0]));
  phase.weight = pack_linear(weight, bias.empty() ? std::span<const float>(zeros) : bias);
  for (std::int64_t i = 0; i < y.count; ++i)
    for (std::int64_t j = 0; j < x.count; ++j) {
      const std::int64_t source_y = i * y.step + y.first + layer.top, source_x = j * x.step + x.first + layer.left;
      const std::int64_t target_y = i * y.spread + y.target, target_x = j * x.spread + x.target;
      phase.source.push_back(static_cast<std::int32_t>(source_y * width + source_x));
      phase.target.push_back(static_cast<std::int32_t>(target_y * layer.out[2] + target_x));
    }
  return phase;
}

struct AxisPair {
  Axis y, x;
};

PackedConvolution make_layer(const Shape& in, const Shape& out, std::span<const AxisPair> phases) {
  PackedConvolution packed{.in = in, .out = out, .padded = {}, .phases = {}};
  Margins y, x;
  for (const AxisPair& phase : phases) {
    y.cover(phase.y, in[1]);
    x.cover(phase.x, in[2]);
  }
  packed.top = y.before;
  packed.left = x.before;
  packed.padded = {in[0], y.before + in[1] + y.after, x.before + in[2] + x.after};
  return packed;
}

}  // namespace

PackedConvolution pack_convolution(const Conv2d& conv, const Shape& in, std::span<const float> weight,
                                   std::span<const float> bias) {
  const Shape out = output_shape(Layer("conv", conv), in).value();
  const AxisPair axes = {axis_of(conv, out[1]), axis_of(conv, out[2])};
  PackedConvolution packed = make_layer(in, out, {&axes, 1});
  const auto entry = [&](std::int64_t o, std::int64_t c, std::int64_t ky, std::int64_t kx) {
    return weight[((o * conv.in + c) * conv.kernel + ky) * conv.kernel + kx];
  };
  packed.phases.push_back(make_phase(packed, axes.y, axes.x, bias, entry));
  return packed;
}

PackedConvolution pack_convolution(const ConvTranspose2d& conv, const Shape& in, std::span<const float> weight,
                                   std::span<const float> bias) {
  const Shape out = output_shape(Layer("conv", conv), in).value();
  std::vector<AxisPair> phases;
  for (std::int64_t y = 0; y < std::min(conv.stride, out[1]); ++y)
    for (std::int64_t x = 0; x < std::min(conv.stride, out[2]); ++x)
      phases.push_back({axis_of(conv, out[1], y), axis_of(conv, out[2], x)});
  PackedConvolution packed = make_layer(in, out, phases);
  const auto entry = [&](std::int64_t o, std::int64_t c, std::int64_t ky, std::int64_t kx) {
    return weight[((c * conv.out + o) * conv.kernel + ky) * conv.kernel + kx];
  };
  for (const AxisPair& phase : phases) packed.phases.push_back(make_phase(packed, phase.y, phase.x, bias, entry));
  return packed;
}

}  // namespace zscape
