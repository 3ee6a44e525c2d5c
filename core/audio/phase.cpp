#include "audio/phase.hpp"

#include <algorithm>
#include <queue>
#include <tuple>

#include "base/error.hpp"
#include "base/exact_math.hpp"

namespace zscape {
namespace {

constexpr double kMomentum = 0.99;
constexpr double kQuietest = 1e-7;  // of the loudest bin; below it phases are not worth following
// The Gaussian exp(-pi t^2 / gamma) that is nearest to a Hann window of size L has gamma = kHannWidth L^2 (Prusa et al.).
constexpr double kHannWidth = 0.25645;

using Complex = std::complex<double>;

struct Bin {
  double magnitude;
  Eigen::Index frame, bin;
  // Of two that are as loud the earlier one, then the lower one, comes first.
  bool operator<(const Bin& other) const {
    return std::tuple(magnitude, -frame, -bin) < std::tuple(other.magnitude, -other.frame, -other.bin);
  }
};

struct Slopes {
  Magnitudes over_time, over_frequency;  // of the phase, in turns per frame and per bin
};

// From half the difference of the neighbours; an edge is its own neighbour.
Slopes slopes_of(const Magnitudes& logs, const StftShape& shape) {
  const double gamma = kHannWidth * shape.window * shape.window;
  const double product = static_cast<double>(shape.hop) * shape.window;
  const Eigen::Index frames = logs.rows(), bins = logs.cols();
  Slopes slopes{Magnitudes(frames, bins), Magnitudes(frames, bins)};
  for (Eigen::Index t = 0; t < frames; ++t) {
    for (Eigen::Index k = 0; k < bins; ++k) {
      const double up = logs(t, std::min(k + 1, bins - 1)) - logs(t, std::max<Eigen::Index>(k - 1, 0));
      const double later = logs(std::min(t + 1, frames - 1), k) - logs(std::max<Eigen::Index>(t - 1, 0), k);
      slopes.over_time(t, k) = product / gamma * up / 2 / (2 * kPi) + static_cast<double>(shape.hop * k) / shape.window;
      slopes.over_frequency(t, k) =
          -gamma / product * later / 2 / (2 * kPi) - 0.5;  // frames begin half a window before their centre
    }
  }
  return slopes;
}

Complex polar(double magnitude, double turns) {
  const auto [sine, cosine] = exact_sin_cos(turns);
  return {magnitude * cosine, magnitude * sine};
}

void keep_magnitudes(Spectra& spectra, const Magnitudes& magnitudes) {
  const Magnitudes found = magnitudes_of(spectra);
  for (Eigen::Index i = 0; i < spectra.size(); ++i) {
    const double wanted = magnitudes.data()[i];
    Complex& value = spectra.data()[i];
    value = found.data()[i] > 0 ? value * (wanted / found.data()[i]) : Complex(wanted, 0);
  }
}

}  // namespace

Spectra integrate_phase(const Magnitudes& magnitudes, const StftShape& shape) {
  check(magnitudes.cols() == shape.bins(), "magnitudes of that many bins");
  const double loudest = magnitudes.maxCoeff();
  const double quietest = std::max(loudest * kQuietest, 1e-300);
  const Magnitudes logs = magnitudes.unaryExpr([&](double magnitude) { return exact_log(std::max(magnitude, quietest)); });
  const Slopes slopes = slopes_of(logs, shape);
  Magnitudes turns = Magnitudes::Zero(magnitudes.rows(), magnitudes.cols());
  std::vector<bool> known(static_cast<std::size_t>(magnitudes.size()));
  const auto index = [&](Eigen::Index t, Eigen::Index k) { return static_cast<std::size_t>(t * magnitudes.cols() + k); };

  std::vector<Bin> order;
  for (Eigen::Index t = 0; t < magnitudes.rows(); ++t)
    for (Eigen::Index k = 0; k < magnitudes.cols(); ++k) order.push_back({magnitudes(t, k), t, k});
  std::sort(order.begin(), order.end(), [](const Bin& a, const Bin& b) { return b < a; });

  std::priority_queue<Bin> edge;
  for (const Bin& seed : order) {
    if (seed.magnitude <= quietest) break;
    if (known[index(seed.frame, seed.bin)]) continue;
    known[index(seed.frame, seed.bin)] = true;
    edge.push(seed);
    while (!edge.empty()) {
      const Bin from = edge.top();
      edge.pop();
      const auto reach = [&](Eigen::Index t, Eigen::Index k, const Magnitudes& slope, double direction) {
        if (t < 0 || k < 0 || t >= magnitudes.rows() || k >= magnitudes.cols()) return;
        if (known[index(t, k)] || magnitudes(t, k) <= quietest) return;
        known[index(t, k)] = true;
        turns(t, k) = turns(from.frame, from.bin) + direction * (slope(from.frame, from.bin) + slope(t, k)) / 2;
        edge.push({magnitudes(t, k), t, k});
      };
      reach(from.frame + 1, from.bin, slopes.over_time, 1);
      reach(from.frame - 1, from.bin, slopes.over_time, -1);
      reach(from.frame, from.bin + 1, slopes.over_frequency, 1);
      reach(from.frame, from.bin - 1, slopes.over_frequency, -1);
    }
  }

  Spectra spectra(magnitudes.rows(), magnitudes.cols());
  for (Eigen::Index i = 0; i < spectra.size(); ++i) spectra.data()[i] = polar(magnitudes.data()[i], turns.data()[i]);
  return spectra;
}

std::vector<float> reconstruct_signal(const Magnitudes& magnitudes, const StftShape& shape, std::int64_t size, int iterations) {
  check(magnitudes.rows() == shape.frames(size), "magnitudes of that many samples");
  Spectra spectra = integrate_phase(magnitudes, shape);
  Spectra before;
  for (int i = 0; i < iterations; ++i) {
    Spectra consistent = stft(inverse_stft(spectra, shape, size), shape);
    spectra = i == 0 ? consistent : Spectra(consistent + kMomentum * (consistent - before));
    before = std::move(consistent);
    keep_magnitudes(spectra, magnitudes);
  }
  return inverse_stft(spectra, shape, size);
}

}  // namespace zscape
