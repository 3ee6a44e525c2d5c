// Only the lower half of the distribution is computed, where it keeps its precision; the upper half mirrors it.
#include "latent/truncate.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/error.hpp"
#include "base/exact_math.hpp"

namespace zscape {
namespace {

template <std::size_t size>
double polynomial(const std::array<double, size>& coefficients /* of falling powers */, double x) {
  double sum = 0.0;
  for (const double coefficient : coefficients) sum = sum * x + coefficient;
  return sum;
}

/// The normal distribution at -x, x >= 0. Hart's rational approximation as in West, "Better approximations to cumulative normal
/// functions", 2005: absolute error below 1e-15, relative error below 1e-8.
double lower_tail(double x) {
  constexpr std::array kOver = {3.52624965998911e-02, 0.700383064443688, 6.37396220353165, 33.912866078383,
                                112.079291497871,     221.213596169931,  220.206867912376};
  constexpr std::array kUnder = {8.83883476483184e-02, 1.75566716318264, 16.064177579207,  86.7807322029461,
                                 296.564248779674,     637.333633378831, 793.826512519948, 440.413735824752};
  const double density = exact_exp(-0.5 * x * x);
  if (x < 7.07106781186547) return density * polynomial(kOver, x) / polynomial(kUnder, x);
  return density / (x + 1.0 / (x + 2.0 / (x + 3.0 / (x + 4.0 / (x + 0.65))))) / 2.506628274631;
}

/// The quantile of p in (0, 1/2], at most 0: PPND16 of Wichura, "Algorithm AS 241", 1988, relative error about 1e-16.
double lower_quantile(double p) {
  constexpr std::array kA = {2509.0809287301226727, 33430.575583588128105, 67265.770927008700853, 45921.953931549871457,
                             13731.693765509461125, 1971.5909503065514427, 133.14166789178437745, 3.3871328727963666080};
  constexpr std::array kB = {5226.4952788528545610, 28729.085735721942674, 39307.895800092710610, 21213.794301586595867,
                             5394.1960214247511077, 687.18700749205790830, 42.313330701600911252, 1.0};
  constexpr std::array kC = {7.74545014278341407640e-4, 2.27238449892691845833e-2, 0.241780725177450611770, 1.27045825245236838258,
                             3.64784832476320460504,    5.76949722146069140550,    4.63033784615654529590,  1.42343711074968357734};
  constexpr std::array kD = {
      1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2, 0.148103976427480074590,
      0.689767334985100004550,   1.67638483018380384940,    2.05319162663775882187,    1.0};
  constexpr std::array kE = {2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.24266094738807843860e-3,
                             2.65321895265761230930e-2, 0.296560571828504891230,   1.78482653991729133580,
                             5.46378491116411436990,    6.65790464350110377720};
  constexpr std::array kF = {
      2.04426310338993978564e-15, 1.42151175831644588870e-7, 1.84631831751005468180e-5, 7.86869131145613259100e-4,
      1.48753612908506148525e-2,  0.136929880922735805310,   0.599832206555887937690,   1.0};
  const double q = p - 0.5;
  if (q >= -0.425) return q * polynomial(kA, 0.180625 - q * q) / polynomial(kB, 0.180625 - q * q);
  const double r = std::sqrt(-exact_log(p));
  if (r <= 5.0) return -polynomial(kC, r - 1.6) / polynomial(kD, r - 1.6);
  return -polynomial(kE, r - 5.0) / polynomial(kF, r - 5.0);
}

}  // namespace

void truncate(std::span<float> normals, float bound) {
  check(bound >= 0.0f, "a bound has no sign");
  if (std::isinf(bound)) return;
  constexpr double kMin = 1e-300;  // normals stay far above it
  const double outside = lower_tail(bound);
  const double inside = 1.0 - 2.0 * outside;
  for (float& x : normals) {
    const double p = outside + lower_tail(std::abs(static_cast<double>(x))) * inside;
    const double size = -lower_quantile(std::clamp(p, kMin, 0.5));
    x = std::copysign(std::min(static_cast<float>(size), bound), x);
  }
}

}  // namespace zscape
