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
  std::vector<Complex> frames(window.size()), both(window.size());
  Spectra spectra(shape.frames(size), shape.bins());
  const auto windowed = [&](Eigen::Index t, int i) {
    const std::int64_t at = t * shape.hop - shape.window / 2 + i;
    return t < spectra.rows() && at >= 0 && at < size ? window[static_cast<std::size_t>(i)] * samples[static_cast<std::size_t>(at)]
                                                      : 0.0;
  };
  // Two frames at a time, as real and imaginary part: of a real signal, bin -k is the conjugate of bin k.
  for (Eigen::Index t = 0; t < spectra.rows(); t += 2) {
    for (int i = 0; i < shape.window; ++i) frames[static_cast<std::size_t>(i)] = {windowed(t, i), windowed(t + 1, i)};
    forward(frames.data(), both.data());
    for (int k = 0; k < shape.bins(); ++k) {
      const Complex here = both[static_cast<std::size_t>(k)];
      const Complex there = std::conj(both[static_cast<std::size_t>((shape.window - k) % shape.window)]);
      const Complex sum = here + there, difference = here - there;
      spectra(t, k) = {0.5 * sum.real(), 0.5 * sum.imag()};
      if (t + 1 < spectra.rows()) spectra(t + 1, k) = {0.5 * difference.imag(), -0.5 * difference.real()};
    }
  }
  return spectra;
}

std::vector<float> inverse_stft(const Spectra& spectra, const StftShape& shape, std::int64_t size) {
  check_shape(shape);
  check(spectra.rows() == shape.frames(size) && spectra.cols() == shape.bins(), "spectra of that many samples");
  const std::vector<double> window = hann(shape.window);
  Fourier inverse(shape.window, true);
  std::vector<Complex> both(window.size()), frames(window.size());
  std::vector<double> sums(static_cast<std::size_t>(size)), squares(static_cast<std::size_t>(size));
  const auto add = [&](Eigen::Index t, auto&& sample_of) {
    const std::int64_t first = t * shape.hop - shape.window / 2;
    const std::int64_t begin = std::max<std::int64_t>(0, -first);
    const std::int64_t end = std::min<std::int64_t>(shape.window, size - first);
    for (std::int64_t i = begin; i < end; ++i) {
      const double weight = window[static_cast<std::size_t>(i)];
      sums[static_cast<std::size_t>(first + i)] += weight * sample_of(frames[static_cast<std::size_t>(i)]) / shape.window;
      squares[static_cast<std::size_t>(first + i)] += weight * weight;
    }
  };
  // Two frames at a time again.
  for (Eigen::Index t = 0; t < spectra.rows(); t += 2) {
    const bool has_second = t + 1 < spectra.rows();
    for (int k = 0; k < shape.bins(); ++k) {
      const Complex one = spectra(t, k), other = has_second ? spectra(t + 1, k) : Complex();
      both[static_cast<std::size_t>(k)] = {one.real() - other.imag(), one.imag() + other.real()};
      both[static_cast<std::size_t>((shape.window - k) % shape.window)] = {one.real() + other.imag(), other.real() - one.imag()};
    }
    both[0] = {spectra(t, 0).real(), has_second ? spectra(t + 1, 0).real() : 0.0};
    const int nyquist = shape.window / 2;
    both[static_cast<std::size_t>(nyquist)] = {spectra(t, nyquist).real(), has_second ? spectra(t + 1, nyquist).real() : 0.0};
    inverse(both.data(), frames.data());
    add(t, [](const Complex& value) { return value.real(); });
    if (has_second) add(t + 1, [](const Complex& value) { return value.imag(); });
  }
  std::vector<float> samples(static_cast<std::size_t>(size));
  for (std::size_t i = 0; i < samples.size(); ++i) samples[i] = squares[i] > 0 ? static_cast<float>(sums[i] / squares[i]) : 0.0f;
  return samples;
}

}  // namespace zscape
