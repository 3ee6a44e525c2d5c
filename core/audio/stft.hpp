// The short-time Fourier transform and its inverse in double precision, the same bits on every target.
#pragma once

#include <Eigen/Core>
#include <complex>
#include <cstdint>
#include <span>
#include <vector>

namespace zscape {

using Spectra = Eigen::Matrix<std::complex<double>, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;  // [frames, bins]
using Magnitudes = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;             // [frames, bins], at least 0

Magnitudes magnitudes_of(const Spectra& spectra);

/// Hann windows of `window` samples, `hop` samples apart. Window and hop are powers of two, hop at most a quarter of the window, so
/// that the squares of the windows add up to a constant.
struct StftShape {
  int window = 512;
  int hop = 128;

  int bins() const { return window / 2 + 1; }
  double full_scale() const { return window / 4.0; }  // the magnitude of a sine of amplitude 1 in its bin: half the window's sum
  std::int64_t frames(std::int64_t samples) const { return samples / hop + 1; }
};

/// Frame t is centred on sample t * hop; there is silence before the first sample and after the last one.
Spectra stft(std::span<const float> samples, const StftShape& shape);  // [shape.frames(size), bins]

/// The signal of `size` samples whose stft() is nearest to `spectra` in the least squares sense: D. W. Griffin, J. S. Lim, "Signal
/// estimation from modified short-time Fourier transform", IEEE Transactions on ASSP 32, 1984.
std::vector<float> inverse_stft(const Spectra& spectra, const StftShape& shape, std::int64_t size);

}  // namespace zscape
