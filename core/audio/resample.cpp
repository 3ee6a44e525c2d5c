#include "audio/resample.hpp"

#include <algorithm>
#include <cmath>

#include "audio/sound.hpp"
#include "base/error.hpp"
#include "base/exact_math.hpp"

namespace zscape {
namespace {

constexpr int kCrossings = 64;  // of zero, on each side
constexpr int kSteps = 512;     // of the table, between two of them; linear interpolation is 120 dB below
constexpr double kKaiserBeta = 9.0;
constexpr double kCutoff = 0.95;  // of half the lower rate

// The modified Bessel function of the first kind of order 0, by its power series.
double bessel_i0(double x) {
  double sum = 1.0, term = 1.0;
  for (int k = 1; term > 1e-17 * sum; ++k) {
    term *= (x / (2 * k)) * (x / (2 * k));
    sum += term;
  }
  return sum;
}

// One side of the windowed sinc, zero crossings apart by kSteps; one value more at the end.
std::vector<double> make_table() {
  std::vector<double> table(kCrossings * kSteps + 2);
  for (int i = 0; i < kCrossings * kSteps; ++i) {
    const double x = static_cast<double>(i) / kSteps;
    const double across = x / kCrossings;
    const double sinc = i == 0 ? 1.0 : exact_sin_cos(x / 2).sin / (kPi * x);
    table[static_cast<std::size_t>(i)] = sinc * bessel_i0(kKaiserBeta * std::sqrt(1.0 - across * across)) / bessel_i0(kKaiserBeta);
  }
  return table;
}

}  // namespace

std::vector<float> resample(std::span<const float> samples, std::int64_t from, std::int64_t to) {
  const auto is_rate = [](std::int64_t rate) { return rate >= kLeastRate && rate <= kMostRate; };
  check(is_rate(from) && is_rate(to), "rates in range");
  if (from == to) return {samples.begin(), samples.end()};
  const std::vector<double> table = make_table();
  const auto size = static_cast<std::int64_t>(samples.size());
  // Zero crossings of the sinc per sample of the input.
  const double density = kCutoff * std::min(1.0, static_cast<double>(to) / static_cast<double>(from));
  const double reach = kCrossings / density;

  std::vector<float> result(static_cast<std::size_t>((size * to + from - 1) / from));
  for (std::size_t i = 0; i < result.size(); ++i) {
    const std::int64_t place = static_cast<std::int64_t>(i) * from;  // in parts of 1 / to
    const std::int64_t whole = place / to;
    const double fraction = static_cast<double>(place % to) / static_cast<double>(to);
    const std::int64_t first =
        std::max<std::int64_t>(0, static_cast<std::int64_t>(std::ceil(static_cast<double>(whole) + fraction - reach)));
    const std::int64_t last =
        std::min(size - 1, static_cast<std::int64_t>(std::floor(static_cast<double>(whole) + fraction + reach)));
    double sum = 0.0;
    for (std::int64_t k = first; k <= last; ++k) {
      const double at = std::abs(static_cast<double>(k - whole) - fraction) * density * kSteps;
      const double step = std::floor(at);
      const auto entry = static_cast<std::size_t>(step);
      if (entry + 1 >= table.size()) continue;
      const double weight = table[entry] + (at - step) * (table[entry + 1] - table[entry]);
      sum += weight * samples[static_cast<std::size_t>(k)];
    }
    result[i] = static_cast<float>(sum * density);
  }
  return result;
}

}  // namespace zscape
