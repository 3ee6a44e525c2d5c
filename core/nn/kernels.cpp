#include "nn/kernels.hpp"

// Highway compiles the section between HWY_BEFORE_NAMESPACE and HWY_AFTER_NAMESPACE once per instruction set, scalar included.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "nn/kernels.cpp"
#define HWY_COMPILE_ALL_ATTAINABLE
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace zscape::HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

// Only operations that IEEE 754 rounds exactly, and selections that say what happens to NaN. No MulAdd: two roundings, always.

template <class V>
V multiply_add(V a, V b, V c) {
  return hn::Add(hn::Mul(a, b), c);
}

// exp as in Cephes expf: x = n ln 2 + r, a polynomial of degree 6 in r, then 2^n through the exponent bits.
template <class D, class V = hn::Vec<D>>
V exp_vector(D d, V x) {
  const V low = hn::Set(d, -87.0f);
  const V high = hn::Set(d, 88.0f);
  x = hn::IfThenElse(hn::Gt(x, low), x, low);  // NaN goes to the lower bound
  x = hn::IfThenElse(hn::Lt(x, high), x, high);

  const V rounder = hn::Set(d, 12582912.0f);  // 1.5 * 2^23: adding it rounds to an integer, ties to even
  const V n = hn::Sub(hn::Add(hn::Mul(x, hn::Set(d, 1.44269504088896341f)), rounder), rounder);
  V r = hn::Sub(x, hn::Mul(n, hn::Set(d, 0.693359375f)));
  r = hn::Sub(r, hn::Mul(n, hn::Set(d, -2.12194440e-4f)));

  V p = hn::Set(d, 1.9875691500e-4f);
  p = multiply_add(p, r, hn::Set(d, 1.3981999507e-3f));
  p = multiply_add(p, r, hn::Set(d, 8.3334519073e-3f));
  p = multiply_add(p, r, hn::Set(d, 4.1665795894e-2f));
  p = multiply_add(p, r, hn::Set(d, 1.6666665459e-1f));
  p = multiply_add(p, r, hn::Set(d, 5.0000001201e-1f));
  const V value = hn::Add(multiply_add(hn::Mul(r, r), p, r), hn::Set(d, 1.0f));

  const hn::RebindToSigned<D> di;
  const auto exponent = hn::Add(hn::ConvertTo(di, n), hn::Set(di, 127));
  return hn::Mul(value, hn::BitCast(d, hn::ShiftLeft<23>(exponent)));
}

// 1 / (1 + e^-x) for x >= 0 and e^x / (1 + e^x) below, so that nothing overflows and small results keep their precision.
template <class D, class V = hn::Vec<D>>
V sigmoid_vector(D d, V x) {
  const V one = hn::Set(d, 1.0f);
  const V e = exp_vector(d, hn::Neg(hn::Abs(x)));
  const V numerator = hn::IfThenElse(hn::Ge(x, hn::Zero(d)), one, e);
  return hn::Div(numerator, hn::Add(one, e));
}

template <class D, class V = hn::Vec<D>>
V relu_vector(D d, V x) {
  const V zero = hn::Zero(d);
  return hn::IfThenElse(hn::Gt(x, zero), x, zero);
}

template <class D, class V = hn::Vec<D>>
V leaky_relu_vector(D d, V x, V negative_slope) {
  const V zero = hn::Zero(d);
  const V below = hn::IfThenElse(hn::Lt(x, zero), hn::Mul(x, negative_slope), zero);
  return hn::IfThenElse(hn::Gt(x, zero), x, below);
}

// tanh as in Cephes tanhf: an odd polynomial of degree 11 up to 0.625, 1 - 2 / (1 + e^2|x|) above.
template <class D, class V = hn::Vec<D>>
V tanh_vector(D d, V x) {
  x = hn::IfThenElse(hn::Eq(x, x), x, hn::Zero(d));  // NaN, whose sign differs between machines
  const V one = hn::Set(d, 1.0f);
  const V two = hn::Set(d, 2.0f);
  const V magnitude = hn::Abs(x);
  const V square = hn::Mul(magnitude, magnitude);
  V p = hn::Set(d, -5.70498872745e-3f);
  p = multiply_add(p, square, hn::Set(d, 2.06390887954e-2f));
  p = multiply_add(p, square, hn::Set(d, -5.37397155531e-2f));
  p = multiply_add(p, square, hn::Set(d, 1.33314422036e-1f));
  p = multiply_add(p, square, hn::Set(d, -3.33332819422e-1f));
  const V small = multiply_add(hn::Mul(p, square), magnitude, magnitude);
  const V large = hn::Sub(one, hn::Div(two, hn::Add(one, exp_vector(d, hn::Mul(two, magnitude)))));
  return hn::CopySign(hn::IfThenElse(hn::Lt(magnitude, hn::Set(d, 0.625f)), small, large), x);
}

template <class Function>
void map(std::span<float> x, Function&& function) {
  const hn::ScalableTag<float> d;
  const std::size_t lanes = hn::Lanes(d);
  std::size_t i = 0;
  for (; i + lanes <= x.size(); i += lanes) hn::StoreU(function(d, hn::LoadU(d, x.data() + i)), d, x.data() + i);
  const hn::CappedTag<float, 1> d1;
  for (; i < x.size(); ++i) hn::StoreU(function(d1, hn::LoadU(d1, x.data() + i)), d1, x.data() + i);
}

void relu_target(std::span<float> x) {
  map(x, [](auto d, auto v) HWY_ATTR { return relu_vector(d, v); });
}
void leaky_relu_target(std::span<float> x, float negative_slope) {
  map(x, [=](auto d, auto v) HWY_ATTR { return leaky_relu_vector(d, v, hn::Set(d, negative_slope)); });
}
void tanh_target(std::span<float> x) {
  map(x, [](auto d, auto v) HWY_ATTR { return tanh_vector(d, v); });
}
void sigmoid_target(std::span<float> x) {
  map(x, [](auto d, auto v) HWY_ATTR { return sigmoid_vector(d, v); });
}
void exp_target(std::span<float> x) {
  map(x, [](auto d, auto v) HWY_ATTR { return exp_vector(d, v); });
}
void scale_target(std::span<float> x, float scale, float shift) {
  map(x, [=](auto d, auto v) HWY_ATTR { return multiply_add(v, hn::Set(d, scale), hn::Set(d, shift)); });
}

}  // namespace
}  // namespace zscape::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
#include "base/error.hpp"

namespace zscape {
namespace {
HWY_EXPORT(relu_target);
HWY_EXPORT(leaky_relu_target);
HWY_EXPORT(tanh_target);
HWY_EXPORT(sigmoid_target);
HWY_EXPORT(exp_target);
HWY_EXPORT(scale_target);
}  // namespace

void relu(std::span<float> x) { HWY_DYNAMIC_DISPATCH(relu_target)(x); }
void leaky_relu(std::span<float> x, float negative_slope) { HWY_DYNAMIC_DISPATCH(leaky_relu_target)(x, negative_slope); }
void tanh(std::span<float> x) { HWY_DYNAMIC_DISPATCH(tanh_target)(x); }
void sigmoid(std::span<float> x) { HWY_DYNAMIC_DISPATCH(sigmoid_target)(x); }
void exp(std::span<float> x) { HWY_DYNAMIC_DISPATCH(exp_target)(x); }

void scale_channels(Matrix& x, std::span<const float> scale, std::span<const float> shift) {
  check(scale.size() == shift.size() && x.cols() % static_cast<Eigen::Index>(scale.size()) == 0, "a scale and a shift per channel");
  const std::size_t plane = static_cast<std::size_t>(x.cols()) / scale.size();
  for (Eigen::Index i = 0; i < x.rows(); ++i)
    for (std::size_t c = 0; c < scale.size(); ++c)
      HWY_DYNAMIC_DISPATCH(scale_target)(row(x, i).subspan(c * plane, plane), scale[c], shift[c]);
}

#if HWY_HAVE_RUNTIME_DISPATCH
std::vector<std::string> simd_targets() {
  std::vector<std::string> names;
  for (const std::int64_t target : hwy::SupportedAndGeneratedTargets()) names.emplace_back(hwy::TargetName(target));
  return names;
}

void use_simd_target(const std::string& name) {
  for (const std::int64_t target : hwy::SupportedAndGeneratedTargets()) {
    if (hwy::TargetName(target) != name) continue;
    hwy::GetChosenTarget().Update(target);
    return;
  }
  check(false, "an instruction set from simd_targets()");
}
#else
std::vector<std::string> simd_targets() { return {hwy::TargetName(HWY_STATIC_TARGET)}; }

void use_simd_target(const std::string& name) { check(name == simd_targets()[0], "an instruction set from simd_targets()"); }
#endif

}  // namespace zscape
#endif  // HWY_ONCE
