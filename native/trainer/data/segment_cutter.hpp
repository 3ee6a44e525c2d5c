// Cutting a sound of any length into segments, in little memory.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "audio/resample.hpp"

namespace zscape {

struct Cuts {
  std::vector<std::vector<std::int16_t>> segments;  // as make_segment() makes them
  std::int64_t silent = 0, clipped = 0;             // segments left out
};

/// A segment begins every half of a segment's length. The remainder at the end is padded with silence where it is longer than that
/// half (the segment before holds a shorter one) or where it is the whole sound. A segment is silent when its peak is below -60 dB.
class SegmentCutter {
 public:
  /// Of a sound of `rate` samples per second.
  explicit SegmentCutter(std::int64_t rate);

  /// Takes the next samples, best a second or more of them; `clipped` are the numbers of clipped samples, counted from the
  /// beginning of the sound, ascending. Returns the segments that are complete.
  Cuts add(std::span<const float> samples, std::span<const std::int64_t> clipped);
  Cuts finish();

 private:
  void cut(std::size_t size, Cuts& cuts);

  std::int64_t rate_;
  Resampler resampler_;
  std::vector<float> waiting_;
  std::vector<std::int64_t> clipped_;  // at kSegmentRate
  std::int64_t start_ = 0;             // of waiting_ in the sound, at kSegmentRate
};

}  // namespace zscape
