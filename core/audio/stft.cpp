#include "audio/stft.hpp"

#include <algorithm>
#include <cmath>
#include <unsupported/Eigen/FFT>

#include "base/error.hpp"
#include "base/exact_math.hpp"

namespace zscape {
namespace {

using Complex = std::complex<double>;

bool is_power_of_two(int n) { return n > 0 && (n & (n - 1)) == 0; }

// Eigen's kissfft takes the sines of its twiddle factors from the standard library, whose last bits differ between targets.
class Fourier {
 public:
  Fourier(int size, bool inverse) {
    plan_.m_inverse = inverse;
    plan_.factorize(size);
    plan_.m_twiddles.resize(static_cast<std::size_t>(size));
    for (int k = 0; k < size; ++k) {
      const auto [sine, cosine] = exact_sin_cos(static_cast<double>(k) / size);
      plan_.m_twiddles[static_cast<std::size_t>(k)] = {cosine, inverse ? sine : -sine};
    }
  }

  void operator()(const Complex* from, Complex* to) { plan_.work(0, to, from, 1, 1); }

 private:
  Eigen::internal::kiss_cpx_fft<double> plan_;
};

// Periodic: its squares, a quarter of the window apart, add up to 3/2.
std::vector<double> hann(int size) {
  std::vector<double> window(static_cast<std::size_t>(size));
  for (int i = 0; i < size; ++i) window[static_cast<std::size_t>(i)] = 0.5 - 0.5 * exact_sin_cos(static_cast<double>(i) / size).cos;
  return window;
}

void check_shape(const StftShape& shape) {
  check(is_power_of_two(shape.window) && is_power_of_two(shape.hop) && 4 * shape.hop <= shape.window,
        "powers of two, a hop of a quarter");
}

}  // namespace

Magnitudes magnitudes_of(const Spectra& spectra) {
  // Not std::abs, which is the standard library's hypot().
  return spectra.unaryExpr(
      [](const Complex& value) { return std::sqrt(value.real() * value.real() + value.imag() * value.imag()); });
}

Spectra stft(std::span<const float> samples, const StftShape& shape) {
  check_shape(shape);
  const auto size = static_cast<std::int64_t>(samples.size());
  const std::vector<double> window = hann(shape.window);
  Fourier forward(shape.window, false);
  std::vector<Complex> frame(window.size()), spectrum(window.size());
  Spectra spectra(shape.frames(size), shape.bins());
  for (Eigen::Index t = 0; t < spectra.rows(); ++t) {
    const std::int64_t first = t * shape.hop - shape.window / 2;
    for (int i = 0; i < shape.window; ++i) {
      const std::int64_t at = first + i;
      const double sample = at >= 0 && at < size ? samples[static_cast<std::size_t>(at)] : 0.0;
      frame[static_cast<std::size_t>(i)] = window[static_cast<std::size_t>(i)] * sample;
    }
    forward(frame.data(), spectrum.data());
    std::copy_n(spectrum.begin(), shape.bins(), spectra.row(t).data());
  }
  return spectra;
}

std::vector<float> inverse_stft(const Spectra& spectra, const StftShape& shape, std::int64_t size) {
  check_shape(shape);
  check(spectra.rows() == shape.frames(size) && spectra.cols() == shape.bins(), "spectra of that many samples");
  const std::vector<double> window = hann(shape.window);
  Fourier inverse(shape.window, true);
  std::vector<Complex> spectrum(window.size()), frame(window.size());
  std::vector<double> sums(static_cast<std::size_t>(size)), squares(static_cast<std::size_t>(size));
  for (Eigen::Index t = 0; t < spectra.rows(); ++t) {
    std::copy_n(spectra.row(t).data(), shape.bins(), spectrum.begin());
    for (int k = shape.bins(); k < shape.window; ++k)
      spectrum[static_cast<std::size_t>(k)] = std::conj(spectrum[static_cast<std::size_t>(shape.window - k)]);
    inverse(spectrum.data(), frame.data());
    const std::int64_t first = t * shape.hop - shape.window / 2;
    const std::int64_t begin = std::max<std::int64_t>(0, -first);
    const std::int64_t end = std::min<std::int64_t>(shape.window, size - first);
    for (std::int64_t i = begin; i < end; ++i) {
      const double weight = window[static_cast<std::size_t>(i)];
      sums[static_cast<std::size_t>(first + i)] += weight * frame[static_cast<std::size_t>(i)].real() / shape.window;
      squares[static_cast<std::size_t>(first + i)] += weight * weight;
    }
  }
  std::vector<float> samples(static_cast<std::size_t>(size));
  for (std::size_t i = 0; i < samples.size(); ++i) samples[i] = squares[i] > 0 ? static_cast<float>(sums[i] / squares[i]) : 0.0f;
  return samples;
}

}  // namespace zscape
