// Another number of samples per second.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace zscape {

/// Band-limited interpolation: J. O. Smith, "Digital audio resampling", a sinc of 64 zero crossings on each side under a Kaiser
/// window. What is below 0.9 of half the lower rate keeps its level to 0.01 dB, what is above half of it is gone by 80 dB.
/// ceil(size to / from) samples, the first at the same time; the same bits on every target. Rates are in [kLeastRate, kMostRate].
std::vector<float> resample(std::span<const float> samples, std::int64_t from, std::int64_t to);

}  // namespace zscape
