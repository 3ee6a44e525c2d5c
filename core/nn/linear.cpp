#include "nn/linear.hpp"

#include <algorithm>
#include <type_traits>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "nn/linear.cpp"
#define HWY_COMPILE_ALL_ATTAINABLE
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#ifndef ZSCAPE_NN_LINEAR_NONZERO  // once, before the first instruction set
#define ZSCAPE_NN_LINEAR_NONZERO
namespace zscape {
namespace {

/// An input, and where its weights are in a panel.
struct NonZero {
  std::int32_t column = 0;
  float value = 0;
};

}  // namespace
}  // namespace zscape
#endif

HWY_BEFORE_NAMESPACE();
namespace zscape::HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

constexpr std::int64_t kPanel = PackedLinear::kPanel;
using Tag = hn::CappedTag<float, kPanel>;
using V = hn::Vec<Tag>;
constexpr std::int64_t kLanes = hn::MaxLanes(Tag());  // of all targets but those without a fixed width, which are not in use

V multiply_add(V a, V b, V c) { return hn::Add(hn::Mul(a, b), c); }  // two roundings, always

// The weights of kVectors vectors of outputs from `first` on, a multiple of as many.
template <int kVectors>
class Columns {
 public:
  Columns(const PackedLinear& layer, std::int64_t first) {
    for (std::int64_t p = 0; p < kPanels; ++p)
      panels_[p] = layer.weight.data() + (first / kPanel + p) * kPanel * layer.in + first % kPanel;
  }

  // Vector v of one input's, whose index times kPanel is `column`.
  V operator()(std::int64_t column, int v) const {
    return hn::LoadU(Tag(), panels_[v * kLanes / kPanel] + column + v * kLanes % kPanel);
  }

 private:
  static constexpr std::int64_t kPanels = (kVectors * kLanes + kPanel - 1) / kPanel;
  const float* panels_[kPanels];
};

// kRows rows of the batch by kVectors vectors of outputs from `first` on, kept in registers over all inputs.
template <int kRows, int kVectors>
void dense_tile(const float* x, const PackedLinear& layer, std::int64_t first, float* y, std::int64_t y_stride) {
  const Columns<kVectors> weights(layer, first);
  V sum[kRows][kVectors];
  for (int r = 0; r < kRows; ++r)
    for (int v = 0; v < kVectors; ++v) sum[r][v] = hn::LoadU(Tag(), layer.bias.data() + first + v * kLanes);
  for (std::int64_t i = 0; i < layer.in; ++i) {
    V column[kVectors];
    for (int v = 0; v < kVectors; ++v) column[v] = weights(i * kPanel, v);
    for (int r = 0; r < kRows; ++r) {
      const V broadcast = hn::Set(Tag(), x[r * layer.in + i]);
      for (int v = 0; v < kVectors; ++v) sum[r][v] = multiply_add(broadcast, column[v], sum[r][v]);
    }
  }
  for (int r = 0; r < kRows; ++r)
    for (int v = 0; v < kVectors; ++v) hn::StoreU(sum[r][v], Tag(), y + r * y_stride + v * kLanes);
}

// One row of the batch, of which x is what is not zero, by kVectors vectors of outputs.
template <int kVectors>
void sparse_tile(std::span<const NonZero> x, const PackedLinear& layer, std::int64_t first, float* y) {
  const Columns<kVectors> weights(layer, first);
  V sum[kVectors];
  for (int v = 0; v < kVectors; ++v) sum[v] = hn::LoadU(Tag(), layer.bias.data() + first + v * kLanes);
  for (const NonZero& input : x) {
    const V broadcast = hn::Set(Tag(), input.value);
    for (int v = 0; v < kVectors; ++v) sum[v] = multiply_add(broadcast, weights(input.column, v), sum[v]);
  }
  for (int v = 0; v < kVectors; ++v) hn::StoreU(sum[v], Tag(), y + v * kLanes);
}

// Calls tiles(vectors, first) for all outputs: kMost vectors at a time, and what is left a panel at a time.
template <int kMost, class Tiles>
void over_outputs(const PackedLinear& layer, Tiles&& tiles) {
  constexpr int kOfPanel = HWY_MIN(kMost, static_cast<int>(kPanel / kLanes));
  const auto width = static_cast<std::int64_t>(layer.bias.size());
  std::int64_t first = 0;
  for (; first + kMost * kLanes <= width; first += kMost * kLanes) tiles(std::integral_constant<int, kMost>(), first);
  for (; first < width; first += kOfPanel * kLanes) tiles(std::integral_constant<int, kOfPanel>(), first);
}

// Targets with SIMD have 16 vector registers at least, AVX-512 has 32.
constexpr int kDenseRows = 4;
constexpr int kDenseVectors = kLanes == 16 ? 4 : 2;
constexpr int kSparseVectors = 8;

constexpr std::int64_t kBlockRows = 16;  // whose inputs stay in the cache

std::span<const NonZero> nonzeros_of(const float* x, std::int64_t count, NonZero* list) {
  std::size_t size = 0;
  for (std::int64_t i = 0; i < count; ++i) {
    list[size] = {static_cast<std::int32_t>(i * kPanel), x[i]};
    size += x[i] != 0.0f ? 1 : 0;
  }
  return {list, size};
}

// A row with few zeros costs more alone than in a tile of several. Over a block of rows a panel's weights are read from the cache.
void linear_block(const PackedLinear& layer, const float* x, std::int64_t rows, NonZero* lists, float* y, std::int64_t y_stride) {
  const auto zeros = std::count(x, x + rows * layer.in, 0.0f);
  const std::int64_t dense_rows = 4 * zeros < rows * layer.in ? rows / kDenseRows * kDenseRows : 0;
  std::span<const NonZero> nonzeros[kBlockRows];
  for (std::int64_t r = dense_rows; r < rows; ++r) nonzeros[r] = nonzeros_of(x + r * layer.in, layer.in, lists + r * layer.in);
  over_outputs<kDenseVectors>(layer, [&](auto vectors, std::int64_t first) HWY_ATTR {
    for (std::int64_t r = 0; r < dense_rows; r += kDenseRows)
      dense_tile<kDenseRows, vectors()>(x + r * layer.in, layer, first, y + r * y_stride + first, y_stride);
  });
  over_outputs<kSparseVectors>(layer, [&](auto vectors, std::int64_t first) HWY_ATTR {
    for (std::int64_t r = dense_rows; r < rows; ++r) sparse_tile<vectors()>(nonzeros[r], layer, first, y + r * y_stride + first);
  });
}

// y has room for whole panels: y_stride is a multiple of kPanel.
void linear_target(const PackedLinear& layer, const float* x, std::int64_t rows, float* y, std::int64_t y_stride) {
  std::vector<NonZero> lists(static_cast<std::size_t>(HWY_MIN(kBlockRows, rows) * layer.in));
  for (std::int64_t r = 0; r < rows; r += kBlockRows)
    linear_block(layer, x + r * layer.in, HWY_MIN(kBlockRows, rows - r), lists.data(), y + r * y_stride, y_stride);
}

}  // namespace
}  // namespace zscape::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
#include "base/error.hpp"

namespace zscape {
namespace {
HWY_EXPORT(linear_target);
}

PackedLinear pack_linear(std::span<const float> weight, std::span<const float> bias) {
  PackedLinear packed;
  packed.out = static_cast<std::int64_t>(bias.size());
  check(packed.out > 0 && weight.size() % bias.size() == 0, "a weight has as many rows as its bias has values");
  packed.in = static_cast<std::int64_t>(weight.size() / bias.size());
  constexpr std::int64_t kPanel = PackedLinear::kPanel;
  const std::int64_t panels = (packed.out + kPanel - 1) / kPanel;
  packed.weight.resize(panels * packed.in * kPanel);
  packed.bias.resize(panels * kPanel);
  for (std::int64_t o = 0; o < packed.out; ++o) {
    const std::int64_t lane = o % kPanel;
    float* panel = packed.weight.data() + (o / kPanel) * packed.in * kPanel;
    for (std::int64_t i = 0; i < packed.in; ++i) panel[i * kPanel + lane] = weight[o * packed.in + i];
    packed.bias[o] = bias[o] + 0.0f;
  }
  return packed;
}

Matrix linear(const PackedLinear& layer, const Matrix& x) {
  check(x.cols() == layer.in, "a linear layer takes rows of its input width");
  const auto width = static_cast<std::int64_t>(layer.bias.size());
  Matrix padded(x.rows(), width);
  HWY_DYNAMIC_DISPATCH(linear_target)(layer, x.data(), x.rows(), padded.data(), width);
  if (width == layer.out) return padded;
  return padded.leftCols(layer.out);
}

}  // namespace zscape
#endif  // HWY_ONCE
