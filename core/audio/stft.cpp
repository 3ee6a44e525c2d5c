#include "audio/stft.hpp"

#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "base/exact_math.hpp"

namespace zscape {
namespace {

using Complex = std::complex<double>;

bool is_power_of_two(int n) { return n > 0 && (n & (n - 1)) == 0; }

// One number of each of two transforms, which compilers keep in one register.
using Both = double __attribute__((vector_size(16)));

struct ComplexBoth {
  Both re, im;
};

ComplexBoth operator+(const ComplexBoth& a, const ComplexBoth& b) { return {a.re + b.re, a.im + b.im}; }
ComplexBoth operator-(const ComplexBoth& a, const ComplexBoth& b) { return {a.re - b.re, a.im - b.im}; }
ComplexBoth operator*(const ComplexBoth& a, const Complex& b) {
  return {a.re * b.real() - a.im * b.imag(), a.re * b.imag() + a.im * b.real()};
}
ComplexBoth turned(const ComplexBoth& a) { return {-a.im, a.re}; }  // by a quarter

// Two discrete Fourier transforms at once, whose size is a power of two: the algorithm of Stockham, which needs no reordering, four
// parts at a time. P. N. Swarztrauber, "FFT algorithms for vector computers", Parallel Computing 1, 1984.
class Fourier {
 public:
  explicit Fourier(int size) : values_(static_cast<std::size_t>(size)), others_(values_.size()), turns_(values_.size()) {
    for (int k = 0; k < size; ++k) {
      const auto [sine, cosine] = exact_sin_cos(static_cast<double>(k) / size);
      turns_[static_cast<std::size_t>(k)] = {cosine, -sine};
    }
  }

  /// What transform() reads and replaces.
  ComplexBoth& operator[](int i) { return values_[static_cast<std::size_t>(i)]; }

  void transform() {
    std::size_t size = values_.size(), stride = 1;
    for (; size >= 4; size /= 4, stride *= 4) fourths(size / 4, stride);
    if (size == 2) halves(stride);
  }

  /// Periodic: its squares, a quarter of the window apart, add up to 3/2.
  std::vector<double> hann() const {
    std::vector<double> window;
    for (const Complex& turn : turns_) window.push_back(0.5 - 0.5 * turn.real());
    return window;
  }

 private:
  void fourths(std::size_t quarter, std::size_t stride) {
    for (std::size_t p = 0; p < quarter; ++p) {
      const Complex once = turns_[p * stride], twice = turns_[2 * p * stride], thrice = turns_[3 * p * stride];
      const ComplexBoth* from = &values_[p * stride];
      ComplexBoth* to = &others_[4 * p * stride];
      for (std::size_t q = 0; q < stride; ++q, ++from, ++to) {
        const ComplexBoth a = from[0], b = from[quarter * stride], c = from[2 * quarter * stride], d = from[3 * quarter * stride];
        const ComplexBoth even = a + c, odd = b + d, difference = a - c, quarter_turn = turned(b - d);
        to[0] = even + odd;
        to[stride] = (difference - quarter_turn) * once;
        to[2 * stride] = (even - odd) * twice;
        to[3 * stride] = (difference + quarter_turn) * thrice;
      }
    }
    values_.swap(others_);
  }

  void halves(std::size_t stride) {
    for (std::size_t q = 0; q < stride; ++q) {
      others_[q] = values_[q] + values_[q + stride];
      others_[q + stride] = values_[q] - values_[q + stride];
    }
    values_.swap(others_);
  }

  std::vector<ComplexBoth> values_, others_;
  std::vector<Complex> turns_;
};

// Real frames that are transformed together: two transforms, each of one frame as its real and one as its imaginary part.
constexpr int kTogether = 4;

// Of a signal that begins with half a window of silence and ends with what kTogether frames may reach beyond the last one.
std::size_t padded_size(const StftShape& shape, Eigen::Index frames) {
  return static_cast<std::size_t>((frames + kTogether) * shape.hop + shape.window);
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
  Fourier fourier(shape.window);
  const std::vector<double> window = fourier.hann();
  Spectra spectra(shape.frames(static_cast<std::int64_t>(samples.size())), shape.bins());
  std::vector<float> padded(padded_size(shape, spectra.rows()));
  std::copy(samples.begin(), samples.end(), padded.begin() + shape.window / 2);
  for (Eigen::Index t = 0; t < spectra.rows(); t += kTogether) {
    const float* from = &padded[static_cast<std::size_t>(t * shape.hop)];
    const int hop = shape.hop;
    for (int i = 0; i < shape.window; ++i, ++from) {
      const double weight = window[static_cast<std::size_t>(i)];
      fourier[i] = {Both{weight * from[0], weight * from[2 * hop]}, Both{weight * from[hop], weight * from[3 * hop]}};
    }
    fourier.transform();
    for (int k = 0; k < shape.bins(); ++k) {
      // Of a real signal, bin -k is the conjugate of bin k.
      const ComplexBoth& here = fourier[k];
      const ComplexBoth& there = fourier[(shape.window - k) % shape.window];
      const ComplexBoth first = {0.5 * (here.re + there.re), 0.5 * (here.im - there.im)};
      const ComplexBoth second = {0.5 * (here.im + there.im), 0.5 * (there.re - here.re)};
      for (int i = 0; i < kTogether && t + i < spectra.rows(); ++i) {
        const ComplexBoth& found = i % 2 == 0 ? first : second;
        spectra(t + i, k) = {found.re[i / 2], found.im[i / 2]};
      }
    }
  }
  return spectra;
}

std::vector<float> inverse_stft(const Spectra& spectra, const StftShape& shape, std::int64_t size) {
  check_shape(shape);
  check(spectra.rows() == shape.frames(size) && spectra.cols() == shape.bins(), "spectra of that many samples");
  Fourier fourier(shape.window);
  const std::vector<double> window = fourier.hann();
  std::vector<double> sums(padded_size(shape, spectra.rows())), squares(sums.size());
  for (Eigen::Index t = 0; t < spectra.rows(); t += kTogether) {
    const auto bin = [&](Eigen::Index frame, int k) { return frame < spectra.rows() ? spectra(frame, k) : Complex(); };
    for (int k = 0; k < shape.bins(); ++k) {
      const Complex a = bin(t, k), b = bin(t + 1, k), c = bin(t + 2, k), d = bin(t + 3, k);
      // Frequency 0 and the highest one have no imaginary part.
      const double share = k == 0 || k == shape.window / 2 ? 0.0 : 1.0;
      const ComplexBoth first = {Both{a.real(), c.real()}, share * Both{a.imag(), c.imag()}};
      const ComplexBoth second = {Both{b.real(), d.real()}, share * Both{b.imag(), d.imag()}};
      // The inverse is the transform with real and imaginary parts exchanged before it and after it.
      fourier[k] = {first.im + second.re, first.re - second.im};
      fourier[(shape.window - k) % shape.window] = {second.re - first.im, first.re + second.im};
    }
    fourier.transform();
    for (int i = 0; i < kTogether && t + i < spectra.rows(); ++i) {
      const auto first = static_cast<std::size_t>((t + i) * shape.hop);
      for (int k = 0; k < shape.window; ++k) {
        const double weight = window[static_cast<std::size_t>(k)];
        const Both& found = i % 2 == 0 ? fourier[k].im : fourier[k].re;
        sums[first + static_cast<std::size_t>(k)] += weight * found[i / 2];
        squares[first + static_cast<std::size_t>(k)] += weight * weight;
      }
    }
  }
  std::vector<float> samples(static_cast<std::size_t>(size));
  for (std::size_t i = 0; i < samples.size(); ++i) {
    const std::size_t at = i + static_cast<std::size_t>(shape.window) / 2;
    samples[i] = squares[at] > 0 ? static_cast<float>(sums[at] / (squares[at] * shape.window)) : 0.0f;
  }
  return samples;
}

}  // namespace zscape
