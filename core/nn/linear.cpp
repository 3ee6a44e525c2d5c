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
  std::int32_t column;
  float value;
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

// Targets with SIMD have 16 vector registers at least, AVX-512 has 32.
constexpr int kDenseRows = 4;
constexpr int kDenseVectors = kLanes == 16 ? 4 : 2;
constexpr int kSparseVectors = 8;

// What is worked on at a time. Of 16 rows, the weights of a block's inputs for kSparseVectors stay in the first cache meanwhile.
constexpr std::int64_t kBlockRows = 16;
constexpr std::int64_t kBlockValues = kBlockRows * 1024 / kLanes;  // of inputs

// Inputs of a block, of a layer that has more: `weight` is the first panel's, of which the next is `panel_stride` further on.
struct Weights {
  const float* weight;
  std::int64_t panel_stride;
};

// Where sums of rows begin and where they go.
struct Sums {
  const float* from;
  std::int64_t from_stride;
  float* to;
  std::int64_t to_stride;
};

// The weights of kVectors vectors of outputs from `first` on, a multiple of as many.
template <int kVectors>
class Columns {
 public:
  Columns(const Weights& weights, std::int64_t first) {
    for (std::int64_t p = 0; p < kPanels; ++p)
      panels_[p] = weights.weight + (first / kPanel + p) * weights.panel_stride + first % kPanel;
  }

  // Vector v of the input whose index times kPanel is `column`.
  V operator()(std::ptrdiff_t column, int v) const {
    return hn::LoadU(Tag(), panels_[v * kLanes / kPanel] + column + v * kLanes % kPanel);
  }

  void next_input() {
    for (const float*& panel : panels_) panel += kPanel;
  }

 private:
  static constexpr std::int64_t kPanels = (kVectors * kLanes + kPanel - 1) / kPanel;
  const float* panels_[kPanels];
};

// kDenseRows rows of the batch by kVectors vectors of outputs, kept in registers over all inputs. Pointers that move cost
// WebAssembly less than indices, which are of 64 bits.
template <int kVectors>
void dense_tile(const float* x /* [inputs, kDenseRows] */, std::int64_t inputs, Columns<kVectors> weights, const Sums& y) {
  V sum[kDenseRows][kVectors];
  for (int r = 0; r < kDenseRows; ++r)
    for (int v = 0; v < kVectors; ++v) sum[r][v] = hn::LoadU(Tag(), y.from + r * y.from_stride + v * kLanes);
  for (const float* end = x + inputs * kDenseRows; x != end; x += kDenseRows, weights.next_input()) {
    V column[kVectors];
    for (int v = 0; v < kVectors; ++v) column[v] = weights(0, v);
    for (int r = 0; r < kDenseRows; ++r) {
      const V broadcast = hn::Set(Tag(), x[r]);
      for (int v = 0; v < kVectors; ++v) sum[r][v] = multiply_add(broadcast, column[v], sum[r][v]);
    }
  }
  for (int r = 0; r < kDenseRows; ++r)
    for (int v = 0; v < kVectors; ++v) hn::StoreU(sum[r][v], Tag(), y.to + r * y.to_stride + v * kLanes);
}

// One row of the batch, of which x is what is not zero, by kVectors vectors of outputs.
template <int kVectors>
void sparse_tile(std::span<const NonZero> x, const Columns<kVectors>& weights, const Sums& y) {
  V sum[kVectors];
  for (int v = 0; v < kVectors; ++v) sum[v] = hn::LoadU(Tag(), y.from + v * kLanes);
  for (const NonZero& input : x) {
    const V broadcast = hn::Set(Tag(), input.value);
    for (int v = 0; v < kVectors; ++v) sum[v] = multiply_add(broadcast, weights(input.column, v), sum[v]);
  }
  for (int v = 0; v < kVectors; ++v) hn::StoreU(sum[v], Tag(), y.to + v * kLanes);
}

// Calls tiles(vectors, first) for `width` outputs: kMax vectors at a time, and what is left a panel at a time.
template <int kMax, class Tiles>
void over_outputs(std::int64_t width, Tiles&& tiles) {
  constexpr int kOfPanel = HWY_MIN(kMax, static_cast<int>(kPanel / kLanes));
  std::int64_t first = 0;
  for (; first + kMax * kLanes <= width; first += kMax * kLanes) tiles(std::integral_constant<int, kMax>(), first);
  for (; first < width; first += kOfPanel * kLanes) tiles(std::integral_constant<int, kOfPanel>(), first);
}

void interleave(const float* x, std::int64_t x_stride, std::int64_t inputs, float* interleaved /* [inputs, kDenseRows] */) {
  for (std::int64_t i = 0; i < inputs; ++i)
    for (int r = 0; r < kDenseRows; ++r) interleaved[i * kDenseRows + r] = x[r * x_stride + i];
}

std::span<const NonZero> nonzeros_of(const float* x, std::int64_t count, NonZero* list) {
  std::size_t size = 0;
  for (std::int64_t i = 0; i < count; ++i) {
    list[size] = {static_cast<std::int32_t>(i * kPanel), x[i]};
    size += x[i] != 0.0f ? 1 : 0;
  }
  return {list, size};
}

// Adds the products of up to kBlockValues inputs. A row with few zeros costs more alone than in a tile of several.
void linear_block(const float* x, std::int64_t x_stride, std::int64_t rows, std::int64_t inputs, const Weights& weights,
                  std::int64_t width, const Sums& y) {
  std::int64_t zeros = 0;
  for (std::int64_t r = 0; r < rows; ++r) zeros += std::count(x + r * x_stride, x + r * x_stride + inputs, 0.0f);
  const std::int64_t dense_rows = 4 * zeros < rows * inputs ? rows / kDenseRows * kDenseRows : 0;
  const auto sums = [&](std::int64_t r, std::int64_t first) -> Sums {
    return {y.from + r * y.from_stride + first, y.from_stride, y.to + r * y.to_stride + first, y.to_stride};
  };

  float interleaved[kBlockValues];
  for (std::int64_t r = 0; r < dense_rows; r += kDenseRows)
    interleave(x + r * x_stride, x_stride, inputs, interleaved + r * inputs);
  over_outputs<kDenseVectors>(width, [&](auto vectors, std::int64_t first) HWY_ATTR {
    for (std::int64_t r = 0; r < dense_rows; r += kDenseRows)
      dense_tile<vectors()>(interleaved + r * inputs, inputs, Columns<vectors()>(weights, first), sums(r, first));
  });

  NonZero lists[kBlockValues];
  std::span<const NonZero> nonzeros[kBlockRows];
  for (std::int64_t r = dense_rows; r < rows; ++r) nonzeros[r] = nonzeros_of(x + r * x_stride, inputs, lists + r * inputs);
  over_outputs<kSparseVectors>(width, [&](auto vectors, std::int64_t first) HWY_ATTR {
    for (std::int64_t r = dense_rows; r < rows; ++r)
      sparse_tile<vectors()>(nonzeros[r], Columns<vectors()>(weights, first), sums(r, first));
  });
}

// y has room for whole panels: y_stride is a multiple of kPanel.
void linear_target(const PackedLinear& layer, const float* x, std::int64_t rows, float* y, std::int64_t y_stride) {
  const auto width = static_cast<std::int64_t>(layer.bias.size());
  for (std::int64_t r = 0; r < rows; r += kBlockRows) {
    const std::int64_t block_rows = HWY_MIN(kBlockRows, rows - r);
    const std::int64_t block_inputs = kBlockValues / block_rows;
    float* to = y + r * y_stride;
    for (std::int64_t i = 0; i < layer.in; i += block_inputs) {
      const Sums sums = i == 0 ? Sums{layer.bias.data(), 0, to, y_stride} : Sums{to, y_stride, to, y_stride};
      linear_block(x + r * layer.in + i, layer.in, block_rows, HWY_MIN(block_inputs, layer.in - i),
                   {layer.weight.data() + i * kPanel, layer.in * kPanel}, width, sums);
    }
  }
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
