#include "ceiling.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "ceiling.cpp"
#define HWY_COMPILE_ALL_ATTAINABLE
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace zscape::HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

// Enough chains that none waits for its last result, few enough for 16 registers.
constexpr int kChains = 12;

// `steps` of every chain; the number of multiply-adds.
double multiply_add_target(long steps, float* out) {
  const hn::ScalableTag<float> d;
  using V = hn::Vec<decltype(d)>;
  V sum[kChains];
  for (int c = 0; c < kChains; ++c) sum[c] = hn::Set(d, static_cast<float>(c));
  const V factor = hn::Set(d, out[0]);
  const V term = hn::Set(d, out[1]);
  for (long i = 0; i < steps; ++i)
    for (int c = 0; c < kChains; ++c) sum[c] = hn::Add(hn::Mul(sum[c], factor), term);
  V all = sum[0];
  for (int c = 1; c < kChains; ++c) all = hn::Add(all, sum[c]);
  hn::StoreU(all, d, out);
  return static_cast<double>(steps) * kChains * static_cast<double>(hn::Lanes(d));
}

void read_target(const float* values, std::size_t count, float* out) {
  const hn::ScalableTag<float> d;
  using V = hn::Vec<decltype(d)>;
  const std::size_t lanes = hn::Lanes(d);
  V sum[8];
  for (V& part : sum) part = hn::Zero(d);
  for (std::size_t i = 0; i + 8 * lanes <= count; i += 8 * lanes)
    for (std::size_t k = 0; k < 8; ++k) sum[k] = hn::Add(sum[k], hn::Load(d, values + i + k * lanes));
  for (int k = 1; k < 8; ++k) sum[0] = hn::Add(sum[0], sum[k]);
  hn::StoreU(sum[0], d, out);
}

}  // namespace
}  // namespace zscape::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
#include <hwy/aligned_allocator.h>

#include <algorithm>

#include "stopwatch.hpp"

namespace zscape {
namespace {

HWY_EXPORT(multiply_add_target);
HWY_EXPORT(read_target);

constexpr std::size_t kWidest = 64;  // floats of any vector

}  // namespace

double multiply_adds_per_second() {
  constexpr long kSteps = 10'000;
  alignas(64) float out[kWidest] = {};
  double count = 0;
  const double seconds = seconds_per_call([&] {
    out[0] = 0.5f;
    out[1] = 1.0f;
    count = HWY_DYNAMIC_DISPATCH(multiply_add_target)(kSteps, out);
  });
  return count / seconds;
}

double read_bytes_per_second(std::size_t bytes) {
  const std::size_t count = std::max<std::size_t>(bytes / sizeof(float), 1024);
  const auto values = hwy::AllocateAligned<float>(count);
  std::fill_n(values.get(), count, 1.0f);
  alignas(64) float out[kWidest] = {};
  const double seconds = seconds_per_call([&] { HWY_DYNAMIC_DISPATCH(read_target)(values.get(), count, out); });
  return static_cast<double>(count * sizeof(float)) / seconds;
}

}  // namespace zscape
#endif  // HWY_ONCE
