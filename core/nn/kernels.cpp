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

// What exp, sigmoid and tanh compute with. They read it from memory: a number that an engine of WebAssembly knows to be constant it
// makes anew at every use, in loops too.
struct Constants {
  float low = -87.0f, high = 88.0f;
  float log2_e = 1.44269504088896341f, ln2 = 0.693359375f, ln2_rest = -2.12194440e-4f;
  float rounder = 12582912.0f;  // 1.5 * 2^23: adding it rounds to an integer, ties to even
  float exp[6] = {1.9875691500e-4f, 1.3981999507e-3f, 8.3334519073e-3f, 4.1665795894e-2f, 1.6666665459e-1f, 5.0000001201e-1f};
  std::int32_t exponent_bias = 127;
  float small = 0.625f;
  float tanh[5] = {-5.70498872745e-3f, 2.06390887954e-2f, -5.37397155531e-2f, 1.33314422036e-1f, -3.33332819422e-1f};
  float one = 1.0f, two = 2.0f, sign = -0.0f;
};

const Constants& constants() {
  static constexpr Constants kConstants;
  const Constants* address = &kConstants;
  asm("" : "+r"(address));  // no compiler looks through this
  return *address;
}

// exp as in Cephes expf: x = n ln 2 + r, a polynomial of degree 6 in r, then 2^n through the exponent bits. Of x from low to high.
template <class D, class V = hn::Vec<D>>
V exp_in_range(D d, const Constants& c, V x) {
  const V rounded = hn::Add(hn::Mul(x, hn::Set(d, c.log2_e)), hn::Set(d, c.rounder));
  const V n = hn::Sub(rounded, hn::Set(d, c.rounder));
  V r = hn::Sub(x, hn::Mul(n, hn::Set(d, c.ln2)));
  r = hn::Sub(r, hn::Mul(n, hn::Set(d, c.ln2_rest)));

  V p = hn::Set(d, c.exp[0]);
  for (int k = 1; k < 6; ++k) p = multiply_add(p, r, hn::Set(d, c.exp[k]));
  const V value = hn::Add(multiply_add(hn::Mul(r, r), p, r), hn::Set(d, c.one));

  const hn::RebindToSigned<D> di;
  const auto exponent = hn::Add(hn::BitCast(di, rounded), hn::Set(di, c.exponent_bias));  // n + 127 in the lowest bits, and others,
  return hn::Mul(value, hn::BitCast(d, hn::ShiftLeft<23>(exponent)));                     // which are shifted out
}

template <class D, class V = hn::Vec<D>>
V at_least_low(D d, const Constants& c, V x) {
  const V low = hn::Set(d, c.low);
  return hn::IfThenElse(hn::Gt(x, low), x, low);  // NaN goes to the lower bound
}

template <class D, class V = hn::Vec<D>>
V exp_vector(D d, const Constants& c, V x) {
  const V high = hn::Set(d, c.high);
  x = at_least_low(d, c, x);
  return exp_in_range(d, c, hn::IfThenElse(hn::Lt(x, high), x, high));
}

// 1 / (1 + e^-x) for x >= 0 and e^x / (1 + e^x) below, so that nothing overflows and small results keep their precision.
template <class D, class V = hn::Vec<D>>
V sigmoid_vector(D d, const Constants& c, V x) {
  const V one = hn::Set(d, c.one);
  const V e = exp_in_range(d, c, at_least_low(d, c, hn::Or(x, hn::Set(d, c.sign))));  // of -|x|
  const V numerator = hn::IfThenElse(hn::Ge(x, hn::Zero(d)), one, e);
  return hn::Div(numerator, hn::Add(one, e));
}

// tanh as in Cephes tanhf: an odd polynomial of degree 11 up to 0.625, 1 - 2 / (1 + e^2|x|) above.
template <class D, class V = hn::Vec<D>>
V tanh_vector(D d, const Constants& c, V x) {
  x = hn::IfThenElseZero(hn::Eq(x, x), x);  // NaN, whose sign differs between machines
  const V one = hn::Set(d, c.one);
  const V two = hn::Set(d, c.two);
  const V sign = hn::And(x, hn::Set(d, c.sign));
  const V magnitude = hn::Xor(x, sign);
  const V square = hn::Mul(magnitude, magnitude);
  V p = hn::Set(d, c.tanh[0]);
  for (int k = 1; k < 5; ++k) p = multiply_add(p, square, hn::Set(d, c.tanh[k]));
  const V small = multiply_add(hn::Mul(p, square), magnitude, magnitude);
  const V large = hn::Sub(one, hn::Div(two, hn::Add(one, exp_vector(d, c, hn::Mul(two, magnitude)))));
  return hn::Or(sign, hn::IfThenElse(hn::Lt(magnitude, hn::Set(d, c.small)), small, large));
}

template <class D, class V = hn::Vec<D>>
V relu_vector(D d, V x) {
  return hn::IfThenElseZero(hn::Gt(x, hn::Zero(d)), x);
}

template <class D, class V = hn::Vec<D>>
V leaky_relu_vector(D d, V x, V negative_slope) {
  const V zero = hn::Zero(d);
  return hn::IfThenElse(hn::Gt(x, zero), x, hn::IfThenElseZero(hn::Lt(x, zero), hn::Mul(x, negative_slope)));
}

template <class D, class V = hn::Vec<D>>
V clamp_to_unit_vector(D d, V x) {
  const V one = hn::Set(d, 1.0f);
  return hn::IfThenElseZero(hn::Gt(x, hn::Zero(d)), hn::IfThenElse(hn::Lt(x, one), x, one));
}

template <class D, class V = hn::Vec<D>>
void store_bytes(D d, V x, std::uint8_t* bytes) {
  const V nearest = multiply_add(clamp_to_unit_vector(d, x), hn::Set(d, 255.0f), hn::Set(d, 0.5f));
  hn::StoreU(hn::DemoteTo(hn::Rebind<std::uint8_t, D>(), hn::ConvertTo(hn::RebindToSigned<D>(), nearest)),
             hn::Rebind<std::uint8_t, D>(), bytes);
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
  map(x, [&c = constants()](auto d, auto v) HWY_ATTR { return tanh_vector(d, c, v); });
}
void sigmoid_target(std::span<float> x) {
  map(x, [&c = constants()](auto d, auto v) HWY_ATTR { return sigmoid_vector(d, c, v); });
}
void exp_target(std::span<float> x) {
  map(x, [&c = constants()](auto d, auto v) HWY_ATTR { return exp_vector(d, c, v); });
}
void clamp_to_unit_target(std::span<float> x) {
  map(x, [](auto d, auto v) HWY_ATTR { return clamp_to_unit_vector(d, v); });
}
void to_bytes_target(std::span<const float> x, std::uint8_t* bytes) {
  const hn::ScalableTag<float> d;
  const std::size_t lanes = hn::Lanes(d);
  std::size_t i = 0;
  for (; i + lanes <= x.size(); i += lanes) store_bytes(d, hn::LoadU(d, x.data() + i), bytes + i);
  const hn::CappedTag<float, 1> d1;
  for (; i < x.size(); ++i) store_bytes(d1, hn::LoadU(d1, x.data() + i), bytes + i);
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
HWY_EXPORT(clamp_to_unit_target);
HWY_EXPORT(to_bytes_target);
HWY_EXPORT(scale_target);
}  // namespace

void relu(std::span<float> x) { HWY_DYNAMIC_DISPATCH(relu_target)(x); }
void leaky_relu(std::span<float> x, float negative_slope) { HWY_DYNAMIC_DISPATCH(leaky_relu_target)(x, negative_slope); }
void tanh(std::span<float> x) { HWY_DYNAMIC_DISPATCH(tanh_target)(x); }
void sigmoid(std::span<float> x) { HWY_DYNAMIC_DISPATCH(sigmoid_target)(x); }
void exp(std::span<float> x) { HWY_DYNAMIC_DISPATCH(exp_target)(x); }
void clamp_to_unit(std::span<float> x) { HWY_DYNAMIC_DISPATCH(clamp_to_unit_target)(x); }

void to_bytes(std::span<const float> x, std::span<std::uint8_t> bytes) {
  check(x.size() == bytes.size(), "a byte for each value");
  HWY_DYNAMIC_DISPATCH(to_bytes_target)(x, bytes.data());
}

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
