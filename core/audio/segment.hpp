// A sound as models take it: a segment of 0.625 s at 16 kHz, as 16-bit integers of a known peak.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace zscape {

inline constexpr std::int64_t kSegmentRate = 16'000;
inline constexpr std::int64_t kSegmentSamples = 10'000;
inline constexpr std::int64_t kSegmentStart = 320;  // where a word begins
inline constexpr float kSegmentPeak = 0.7f;

/// The largest magnitude, 0 of no samples.
float peak_of(std::span<const float> samples);

/// From where samples first exceed -40 dB of their peak to where they last do, with up to 10 ms before and after in which they
/// fade in and out; empty of silence. Samples are at kSegmentRate.
std::vector<float> trimmed(std::span<const float> samples);

/// The segment in which `samples`, scaled to a peak of 0.7, begin at `start`; around them is exact silence. They fit and are not
/// silent.
std::vector<std::int16_t> make_segment(std::span<const float> samples, std::int64_t start);

}  // namespace zscape
