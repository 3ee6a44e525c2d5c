// Another number of samples per second.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace zscape {

/// Band-limited interpolation: J. O. Smith, "Digital audio resampling", a sinc of 64 zero crossings on each side under a Kaiser
/// window. What is below 0.9 of half the lower rate keeps its level to 0.01 dB, what is above half of it is gone by 80 dB.
/// ceil(size to / from) samples, the first at the same time; the same bits on every target. Rates are in [kMinRate, kMaxRate].
std::vector<float> resample(std::span<const float> samples, std::int64_t from, std::int64_t to);

/// The same for a sound that does not fit into memory: what add() and finish() return, one after the other, is what resample()
/// makes of all samples. Keeps a few seconds of samples.
class Resampler {
 public:
  Resampler(std::int64_t from, std::int64_t to);

  /// What can be said after these samples; the more of them at a time, the less work.
  std::vector<float> add(std::span<const float> samples);
  std::vector<float> finish();

 private:
  std::vector<float> take(std::int64_t ready);

  std::int64_t from_, to_;
  std::int64_t stride_;  // samples of the input after which inputs and outputs fall together again
  std::int64_t reach_;   // samples on each side of which an output is made
  std::vector<float> kept_;
  std::int64_t start_ = 0;  // of kept_ among all samples, a multiple of stride_
  std::int64_t made_ = 0;   // outputs
};

}  // namespace zscape
