#include "audio/phase.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <utility>

#include "base/error.hpp"
#include "base/exact_math.hpp"

namespace zscape {
namespace {

constexpr double kMomentum = 0.99;
constexpr double kQuietest = 1e-7;  // of the loudest bin; below it phases are not worth following
// The Gaussian exp(-pi t^2 / gamma) that is nearest to a Hann window of size L has gamma = kHannWidth L^2 (Prusa et al.).
constexpr double kHannWidth = 0.25645;

using Complex = std::complex<double>;

struct Slopes {
  Magnitudes over_time, over_frequency;  // of the phase, in turns per frame and per bin
};

// From half the difference of the neighbours; an edge is its own neighbour.
Slopes slopes_of(const Magnitudes& logs, const StftShape& shape) {
  const double gamma = kHannWidth * shape.window * shape.window;
  const double product = static_cast<double>(shape.hop) * shape.window;
  const double by_frequency = product / gamma / 2 / (2 * kPi), by_time = -gamma / product / 2 / (2 * kPi);
  const double turns_per_bin = static_cast<double>(shape.hop) / shape.window;
  const Eigen::Index frames = logs.rows(), bins = logs.cols();
  Slopes slopes{Magnitudes(frames, bins), Magnitudes(frames, bins)};
  for (Eigen::Index t = 0; t < frames; ++t) {
    for (Eigen::Index k = 0; k < bins; ++k) {
      const double up = logs(t, std::min(k + 1, bins - 1)) - logs(t, std::max<Eigen::Index>(k - 1, 0));
      const double later = logs(std::min(t + 1, frames - 1), k) - logs(std::max<Eigen::Index>(t - 1, 0), k);
      slopes.over_time(t, k) = by_frequency * up + turns_per_bin * static_cast<double>(k);
      slopes.over_frequency(t, k) = by_time * later - 0.5;  // frames begin half a window before their centre
    }
  }
  return slopes;
}

// Bins, of which the loudest is taken first, to the nearest of kLevels steps between the quietest and the loudest; of those on one
// step the one that came last.
class Loudest {
 public:
  static constexpr int kLevels = 1024;

  explicit Loudest(Eigen::Index bins) : below_(static_cast<std::size_t>(bins)) { first_.fill(kNone); }

  bool empty() {
    while (top_ > 0 && occupied_[top_] == 0) --top_;
    return occupied_[top_] == 0;
  }

  void push(int level, Eigen::Index bin) {
    const auto step = static_cast<std::size_t>(level);
    below_[static_cast<std::size_t>(bin)] = std::exchange(first_[step], static_cast<std::int32_t>(bin));
    occupied_[step / 64] |= std::uint64_t{1} << step % 64;
    top_ = std::max(top_, step / 64);
  }

  // Only after empty() said that it is not.
  Eigen::Index pop() {
    const std::size_t step = top_ * 64 + static_cast<std::size_t>(std::bit_width(occupied_[top_])) - 1;
    const std::int32_t bin = std::exchange(first_[step], below_[static_cast<std::size_t>(first_[step])]);
    if (first_[step] == kNone) occupied_[top_] &= ~(std::uint64_t{1} << step % 64);
    return bin;
  }

 private:
  static constexpr std::int32_t kNone = -1;

  std::array<std::int32_t, kLevels> first_;             // bin of each step
  std::vector<std::int32_t> below_;                     // the next one on the same step, of each bin
  std::array<std::uint64_t, kLevels / 64> occupied_{};  // bit: a step that has bins
  std::size_t top_ = 0;                                 // all of occupied_ beyond it are empty
};

Complex polar(double magnitude, double turns) {
  const auto [sine, cosine] = exact_sin_cos(turns);
  return {magnitude * cosine, magnitude * sine};
}

Complex with_magnitude(const Complex& value, double wanted) {
  if (wanted == 0) return {};
  const double found = std::sqrt(value.real() * value.real() + value.imag() * value.imag());
  return found > 0 ? value * (wanted / found) : Complex(wanted, 0);
}

}  // namespace

Spectra integrate_phase(const Magnitudes& magnitudes, const StftShape& shape) {
  check(magnitudes.cols() == shape.bins(), "magnitudes of that many bins");
  const double quietest = std::max(magnitudes.maxCoeff() * kQuietest, 1e-300);
  const Magnitudes logs = magnitudes.unaryExpr([&](double magnitude) { return exact_log(std::max(magnitude, quietest)); });
  const Slopes slopes = slopes_of(logs, shape);
  const double floor = logs.minCoeff(), steps = (Loudest::kLevels - 1) / -exact_log(kQuietest);
  const auto level = [&](Eigen::Index i) {
    return std::min(static_cast<int>((logs.data()[i] - floor) * steps), Loudest::kLevels - 1);
  };
  const Eigen::Index frames = magnitudes.rows(), bins = magnitudes.cols();
  Magnitudes turns = Magnitudes::Zero(frames, bins);
  std::vector<char> waits(static_cast<std::size_t>(magnitudes.size()));  // for its phase
  Loudest seeds(magnitudes.size()), edge(magnitudes.size());
  for (Eigen::Index i = magnitudes.size() - 1; i >= 0; --i) {
    if (magnitudes.data()[i] <= quietest) continue;
    waits[static_cast<std::size_t>(i)] = true;
    seeds.push(level(i), i);
  }

  const auto add = [&](Eigen::Index i, double phase) {
    waits[static_cast<std::size_t>(i)] = false;
    turns.data()[i] = phase;
    edge.push(level(i), i);
  };
  while (!seeds.empty()) {
    const Eigen::Index seed = seeds.pop();
    if (waits[static_cast<std::size_t>(seed)]) add(seed, 0);
    while (!edge.empty()) {
      const Eigen::Index from = edge.pop();
      const auto reach = [&](Eigen::Index to, const Magnitudes& slope, double direction) {
        if (waits[static_cast<std::size_t>(to)])
          add(to, turns.data()[from] + direction * (slope.data()[from] + slope.data()[to]) / 2);
      };
      const Eigen::Index t = from / bins, k = from % bins;
      if (t + 1 < frames) reach(from + bins, slopes.over_time, 1);
      if (t > 0) reach(from - bins, slopes.over_time, -1);
      if (k + 1 < bins) reach(from + 1, slopes.over_frequency, 1);
      if (k > 0) reach(from - 1, slopes.over_frequency, -1);
    }
  }

  Spectra spectra(frames, bins);
  for (Eigen::Index i = 0; i < spectra.size(); ++i) spectra.data()[i] = polar(magnitudes.data()[i], turns.data()[i]);
  return spectra;
}

std::vector<float> reconstruct_signal(const Magnitudes& magnitudes, const StftShape& shape, std::int64_t size, int iterations) {
  check(magnitudes.rows() == shape.frames(size), "magnitudes of that many samples");
  Spectra spectra = integrate_phase(magnitudes, shape);
  Spectra before;
  for (int i = 0; i < iterations; ++i) {
    Spectra consistent = stft(inverse_stft(spectra, shape, size), shape);
    if (i == 0) before = consistent;
    for (Eigen::Index k = 0; k < spectra.size(); ++k) {
      const Complex now = consistent.data()[k];
      spectra.data()[k] = with_magnitude(now + kMomentum * (now - before.data()[k]), magnitudes.data()[k]);
    }
    before.swap(consistent);
  }
  return inverse_stft(spectra, shape, size);
}

}  // namespace zscape
