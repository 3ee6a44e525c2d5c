#include "audio/resample.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "audio/sound.hpp"
#include "base/error.hpp"
#include "base/exact_math.hpp"

namespace zscape {
namespace {

constexpr int kCrossings = 64;  // of zero, on each side
constexpr int kSteps = 512;     // of the table, between two of them; linear interpolation is 120 dB below
constexpr double kKaiserBeta = 9.0;
constexpr std::int64_t kMaxPhases = 1024;  // whose weights are kept: rates in use have few, others too many to be of use again
constexpr double kCutoff = 0.95;           // of half the lower rate

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
  const double highest = bessel_i0(kKaiserBeta);
  for (int i = 0; i < kCrossings * kSteps; ++i) {
    const double x = static_cast<double>(i) / kSteps;
    const double across = x / kCrossings;
    const double sinc = i == 0 ? 1.0 : exact_sin_cos(x / 2).sin / (kPi * x);
    table[static_cast<std::size_t>(i)] = sinc * bessel_i0(kKaiserBeta * std::sqrt(1.0 - across * across)) / highest;
  }
  return table;
}

bool is_rate(std::int64_t rate) { return rate >= kMinRate && rate <= kMaxRate; }

// Zero crossings of the sinc per sample of the input.
double density_of(std::int64_t from, std::int64_t to) {
  return kCutoff * std::min(1.0, static_cast<double>(to) / static_cast<double>(from));
}

// Of the samples around an output, by how far it lies behind one of them.
struct Weights {
  std::int64_t phase = -1;  // that distance, in parts of 1 / to
  std::int64_t first = 0;   // of the samples, from that one
  std::vector<double> values;
};

Weights weights_of(std::int64_t phase, std::int64_t to, double density) {
  static const std::vector<double> table = make_table();  // costs more than resampling a word
  const double fraction = static_cast<double>(phase) / static_cast<double>(to);
  const double reach = kCrossings / density;
  Weights weights{phase, static_cast<std::int64_t>(std::ceil(fraction - reach)), {}};
  const auto last = static_cast<std::int64_t>(std::floor(fraction + reach));
  for (std::int64_t k = weights.first; k <= last; ++k) {
    const double at = std::abs(static_cast<double>(k) - fraction) * density * kSteps;
    const double step = std::floor(at);
    const auto entry = std::min(static_cast<std::size_t>(step), table.size() - 2);
    weights.values.push_back(table[entry] + (at - step) * (table[entry + 1] - table[entry]));
  }
  return weights;
}

}  // namespace

std::vector<float> resample(std::span<const float> samples, std::int64_t from, std::int64_t to) {
  check(is_rate(from) && is_rate(to), "rates in range");
  if (from == to) return {samples.begin(), samples.end()};
  const auto size = static_cast<std::int64_t>(samples.size());
  const double density = density_of(from, to);
  const std::int64_t phases = to / std::gcd(from, to);
  std::vector<Weights> kept(static_cast<std::size_t>(std::min(phases, kMaxPhases)));

  std::vector<float> result(static_cast<std::size_t>((size * to + from - 1) / from));
  for (std::size_t i = 0; i < result.size(); ++i) {
    const std::int64_t place = static_cast<std::int64_t>(i) * from;  // in parts of 1 / to
    const std::int64_t whole = place / to;
    Weights& weights = kept[i % kept.size()];
    if (weights.phase != place % to) weights = weights_of(place % to, to, density);
    const std::int64_t before = whole + weights.first;  // the sample of the first weight, which may lie before the sound
    const std::int64_t last = std::min(size - before, static_cast<std::int64_t>(weights.values.size()));
    double sum = 0.0;
    for (std::int64_t k = std::max<std::int64_t>(0, -before); k < last; ++k)
      sum += weights.values[static_cast<std::size_t>(k)] * samples[static_cast<std::size_t>(before + k)];
    result[i] = static_cast<float>(sum * density);
  }
  return result;
}

Resampler::Resampler(std::int64_t from, std::int64_t to)
    : from_(from),
      to_(to),
      stride_(from / std::gcd(from, to)),
      reach_(static_cast<std::int64_t>(std::ceil(kCrossings / density_of(from, to))) + 1) {
  check(is_rate(from) && is_rate(to), "rates in range");
}

std::vector<float> Resampler::add(std::span<const float> samples) {
  kept_.insert(kept_.end(), samples.begin(), samples.end());
  const auto kept = static_cast<std::int64_t>(kept_.size());
  if (kept < 2 * (from_ + reach_)) return {};  // what lies in reach of others is computed twice: seldom
  return take((start_ + kept - reach_) * to_ / from_);
}

std::vector<float> Resampler::finish() {
  const std::int64_t all = start_ + static_cast<std::int64_t>(kept_.size());
  return take((all * to_ + from_ - 1) / from_);
}

// The outputs from made_ to `ready`, to which every sample in reach is there.
std::vector<float> Resampler::take(std::int64_t ready) {
  std::vector<float> outputs = resample(kept_, from_, to_);
  const std::int64_t first = start_ * to_ / from_;  // exact
  outputs.erase(outputs.begin() + (ready - first), outputs.end());
  outputs.erase(outputs.begin(), outputs.begin() + (made_ - first));
  made_ = ready;
  const std::int64_t needed = std::max<std::int64_t>(0, made_ * from_ / to_ - reach_) / stride_ * stride_;
  kept_.erase(kept_.begin(), kept_.begin() + (needed - start_));
  start_ = needed;
  return outputs;
}

}  // namespace zscape
