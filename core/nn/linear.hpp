// Linear layers: Highway code that gives the same bits at every vector width. SIMD runs across outputs; each output adds its
// products in one fixed order; multiply and add are two roundings; compiled with -ffp-contract=off.
#pragma once

#include <cstddef>
#include <cstdint>
#include <new>
#include <span>
#include <vector>

#include "nn/matrix.hpp"

namespace zscape {

/// Allocates whole cache lines, so that no vector of weights lies across two.
template <class T>
struct CacheLineAllocator {
  using value_type = T;
  static constexpr std::align_val_t kAlignment{64};

  CacheLineAllocator() = default;
  template <class U>
  CacheLineAllocator(const CacheLineAllocator<U>&) {}

  T* allocate(std::size_t n) { return static_cast<T*>(::operator new(n * sizeof(T), kAlignment)); }
  void deallocate(T* p, std::size_t) { ::operator delete(p, kAlignment); }
  bool operator==(const CacheLineAllocator&) const = default;
};

/// A weight matrix rearranged for the kernel: panels of kPanel outputs, zero-padded, inputs innermost-but-one.
struct PackedLinear {
  static constexpr std::int64_t kPanel = 16;

  std::int64_t in = 0;
  std::int64_t out = 0;
  std::vector<float, CacheLineAllocator<float>> weight;  // [ceil(out / kPanel), in, kPanel]
  std::vector<float> bias;                               // [ceil(out / kPanel) * kPanel]; +0 for -0
};

/// Finite values alone: what is not finite times an input of zero would be more than nothing, which linear() takes it for.
PackedLinear pack_linear(std::span<const float> weight /* [out, in] */, std::span<const float> bias /* [out] */);

/// y[b, o] = (..((bias[o] + x[b, 0] w[o, 0]) + x[b, 1] w[o, 1]) + ..), in that order. Inputs that are zero are left out where that
/// is faster: a sum that starts at no -0 never becomes one, and to any other their products add nothing.
Matrix linear(const PackedLinear& layer, const Matrix& x /* [batch, in] */);  // [batch, out]

}  // namespace zscape
