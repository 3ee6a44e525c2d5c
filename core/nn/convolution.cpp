#include "nn/convolution.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "nn/convolution.cpp"
#define HWY_COMPILE_ALL_ATTAINABLE
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace zscape::HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;
using Phase = PackedConvolution::Phase;

constexpr std::int64_t kPanel = PackedLinear::kPanel;

// kRows positions by kVectors vectors of outputs, kept in registers over all products: linear's tile, whose rows are read where
// they lie in the image.
template <int kRows, int kVectors, class D>
void outputs_tile(D d, const float* image, const Phase& phase, std::size_t position, const float* weight, const float* bias,
                  float* y) {
  using V = hn::Vec<D>;
  const std::size_t lanes = hn::Lanes(d);
  const float* x[kRows];
  V sum[kRows][kVectors];
  for (int r = 0; r < kRows; ++r) {
    x[r] = image + phase.source[position + r];
    for (int v = 0; v < kVectors; ++v) sum[r][v] = hn::LoadU(d, bias + v * lanes);
  }
  for (const std::int32_t offset : phase.offset) {
    V column[kVectors];
    for (int v = 0; v < kVectors; ++v) column[v] = hn::LoadU(d, weight + v * lanes);
    weight += kPanel;
    for (int r = 0; r < kRows; ++r) {
      const V broadcast = hn::Set(d, x[r][offset]);
      for (int v = 0; v < kVectors; ++v) sum[r][v] = hn::Add(hn::Mul(broadcast, column[v]), sum[r][v]);  // two roundings
    }
  }
  for (int r = 0; r < kRows; ++r)
    for (int v = 0; v < kVectors; ++v) hn::StoreU(sum[r][v], d, y + r * kPanel + v * lanes);
}

template <int kRows, class D>
void outputs_of_positions(D d, const float* image, const Phase& phase, std::size_t position, std::int64_t first, float* out,
                          std::int64_t plane) {
  constexpr int kVectors = 2 * hn::MaxLanes(D()) <= kPanel ? 2 : 1;
  const std::int64_t width = kVectors * static_cast<std::int64_t>(hn::Lanes(d));
  const float* weight = phase.weight.weight.data() + first * phase.weight.in;
  HWY_ALIGN float y[kRows * kPanel];
  for (std::int64_t lane = 0; lane < kPanel; lane += width)
    outputs_tile<kRows, kVectors>(d, image, phase, position, weight + lane, phase.weight.bias.data() + first + lane, y + lane);
  const std::int64_t count = HWY_MIN(kPanel, phase.weight.out - first);
  for (std::int64_t o = 0; o < count; ++o)
    for (int r = 0; r < kRows; ++r) out[(first + o) * plane + phase.target[position + r]] = y[r * kPanel + o];
}

// Vectors across outputs, a panel at a time.
void across_outputs(const float* image, const Phase& phase, float* out, std::int64_t plane) {
  const hn::CappedTag<float, kPanel> d;
  for (std::int64_t first = 0; first < phase.weight.out; first += kPanel) {
    std::size_t p = 0;
    for (; p + 4 <= phase.source.size(); p += 4) outputs_of_positions<4>(d, image, phase, p, first, out, plane);
    for (; p < phase.source.size(); ++p) outputs_of_positions<1>(d, image, phase, p, first, out, plane);
  }
}

// Vectors across positions, for layers of few outputs: neighbours follow each other in the padded image. What is computed between
// the end of one row of them and the next is left there.
void across_positions(const float* image, const Phase& phase, float* out, std::int64_t plane) {
  constexpr int kVectors = 4;
  const hn::CappedTag<float, kConvolutionSlack / kVectors> d;
  using V = hn::Vec<decltype(d)>;
  const std::size_t lanes = hn::Lanes(d);
  const auto block = static_cast<std::int32_t>(kVectors * lanes);
  for (std::int64_t o = 0; o < phase.weight.out; ++o) {
    float* y = out + o * plane;
    for (std::size_t p = 0; p < phase.source.size();) {
      const std::int32_t start = phase.source[p];
      const float* weight = phase.weight.weight.data() + o;
      V sum[kVectors];
      for (int v = 0; v < kVectors; ++v) sum[v] = hn::Set(d, phase.weight.bias[o]);
      for (const std::int32_t offset : phase.offset) {
        const V broadcast = hn::Set(d, *weight);
        weight += kPanel;
        const float* x = image + start + offset;
        for (int v = 0; v < kVectors; ++v) sum[v] = hn::Add(hn::Mul(hn::LoadU(d, x + v * lanes), broadcast), sum[v]);
      }
      HWY_ALIGN float sums[kConvolutionSlack];
      for (int v = 0; v < kVectors; ++v) hn::StoreU(sum[v], d, sums + v * lanes);
      for (; p < phase.source.size() && phase.source[p] < start + block; ++p) y[phase.target[p]] = sums[phase.source[p] - start];
    }
  }
}

void phase_target(const float* image, const Phase& phase, float* out, std::int64_t plane) {
  const auto positions = static_cast<std::int64_t>(phase.source.size());
  const bool dense = 2 * positions > phase.source.back() - phase.source.front();
  if (phase.weight.out < kPanel && dense)
    across_positions(image, phase, out, plane);
  else
    across_outputs(image, phase, out, plane);
}

}  // namespace
}  // namespace zscape::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
#include <algorithm>

#include "base/error.hpp"

namespace zscape {
namespace {

HWY_EXPORT(phase_target);

void pad(const PackedConvolution& layer, const float* x, float* image) {
  const std::int64_t height = layer.in[1], width = layer.in[2];
  for (std::int64_t c = 0; c < layer.in[0]; ++c)
    for (std::int64_t y = 0; y < height; ++y)
      std::copy_n(x + (c * height + y) * width, width,
                  image + (c * layer.padded[1] + layer.top + y) * layer.padded[2] + layer.left);
}

}  // namespace

Matrix convolution(const PackedConvolution& layer, const Matrix& x) {
  check(x.cols() == element_count(layer.in), "a convolution takes rows of its input's size");
  Matrix y(x.rows(), *element_count(layer.out));
  std::vector<float> image(static_cast<std::size_t>(*element_count(layer.padded) + kConvolutionSlack));
  for (Eigen::Index i = 0; i < x.rows(); ++i) {
    pad(layer, row(x, i).data(), image.data());
    for (const PackedConvolution::Phase& phase : layer.phases)
      HWY_DYNAMIC_DISPATCH(phase_target)(image.data(), phase, row(y, i).data(), layer.out[1] * layer.out[2]);
  }
  return y;
}

}  // namespace zscape
#endif  // HWY_ONCE
