#include "base/exact_math.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace zscape {
namespace {

// ln 2 in two parts: the first has 32 significant bits, so that small whole multiples of it are exact.
constexpr double kLn2High = 0.693147180369123816490;
constexpr double kLn2Low = 1.90821492927058770002e-10;

// atan on [-0.5, 0.5] by its Taylor series: the 28th term is below 2^-56 there.
double atan_small(double x) {
  const double square = x * x;
  double sum = 0.0;
  for (int k = 27; k >= 1; --k) sum = square * ((k % 2 ? -1.0 : 1.0) / (2 * k + 1) + sum);
  return x + x * sum;
}

// atan of a number in [0, 1], in radians: atan(x) = atan(1/2) + atan((x - 1/2) / (1 + x/2)).
double atan_unit(double x) {
  constexpr double kAtanHalf = 0.46364760900080611621;
  return x <= 0.5 ? atan_small(x) : kAtanHalf + atan_small((x - 0.5) / (1.0 + 0.5 * x));
}

}  // namespace

double exact_log(double x) {
  // x = 2^exponent * m with m in [sqrt(1/2), sqrt(2)); log m = 2 atanh((m - 1) / (m + 1)).
  const std::uint64_t bits = __builtin_bit_cast(std::uint64_t, x);
  std::int64_t exponent = static_cast<std::int64_t>(bits >> 52) - 1023;
  double m = __builtin_bit_cast(double, (bits & 0x000fffffffffffffu) | 0x3ff0000000000000u);
  if (m > 1.41421356237309504880) {
    m *= 0.5;
    ++exponent;
  }
  const double s = (m - 1.0) / (m + 1.0);
  const double square = s * s;
  double sum = 0.0;
  for (int k = 11; k >= 1; --k) sum = square * (1.0 / (2 * k + 1) + sum);
  const double e = static_cast<double>(exponent);
  return e * kLn2High + (2.0 * s + (2.0 * s * sum + e * kLn2Low));
}

double exact_exp(double x) {
  // x = k ln 2 + r with |r| <= ln(2) / 2; the Taylor series of e^r, whose 14th term is below 2^-57 there.
  const double clamped = std::clamp(x, -700.0, 700.0);
  const double k = std::floor(clamped / (kLn2High + kLn2Low) + 0.5);
  const double r = (clamped - k * kLn2High) - k * kLn2Low;
  double sum = 1.0;
  for (int n = 13; n >= 1; --n) sum = 1.0 + r / n * sum;
  return sum * __builtin_bit_cast(double, static_cast<std::uint64_t>(static_cast<std::int64_t>(k) + 1023) << 52);
}

SinCos exact_sin_cos(double turns) {
  // Nearest quarter turn, exactly; then Taylor series on at most an eighth of a turn.
  const double whole = turns - std::floor(turns);
  const double quarter = std::floor(4.0 * whole + 0.5);
  const double angle = 2.0 * kPi * (whole - 0.25 * quarter);
  const double square = angle * angle;
  double sine = 0.0;
  double cosine = 0.0;
  for (int k = 9; k >= 1; --k) {
    sine = -square / ((2 * k) * (2 * k + 1)) * (1.0 + sine);
    cosine = -square / ((2 * k - 1) * (2 * k)) * (1.0 + cosine);
  }
  sine = angle + angle * sine;
  cosine = 1.0 + cosine;
  switch (static_cast<int>(quarter) % 4) {
    case 0:
      return {sine, cosine};
    case 1:
      return {cosine, -sine};
    case 2:
      return {-sine, -cosine};
    default:
      return {-cosine, sine};
  }
}

double exact_acos(double x) {
  // acos x = 2 atan2(sqrt(1 - x), sqrt(1 + x)), with the smaller root over the larger.
  const double clamped = std::clamp(x, -1.0, 1.0);
  const double opposite = std::sqrt(1.0 - clamped);
  const double adjacent = std::sqrt(1.0 + clamped);
  const double half = opposite <= adjacent ? atan_unit(opposite / adjacent) : 0.5 * kPi - atan_unit(adjacent / opposite);
  return half / kPi;
}

}  // namespace zscape
