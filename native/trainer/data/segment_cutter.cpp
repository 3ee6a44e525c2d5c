#include "trainer/data/segment_cutter.hpp"

#include <algorithm>

#include "audio/segment.hpp"

namespace zscape {
namespace {

constexpr std::size_t kHop = kSegmentSamples / 2;
constexpr float kSilence = 0.001f;  // -60 dB

}  // namespace

SegmentCutter::SegmentCutter(std::int64_t rate) : rate_(rate), resampler_(rate, kSegmentRate) {}

Cuts SegmentCutter::add(std::span<const float> samples, std::span<const std::int64_t> clipped) {
  for (const std::int64_t at : clipped)
    if (const std::int64_t there = at * kSegmentRate / rate_; clipped_.empty() || clipped_.back() != there)
      clipped_.push_back(there);
  const std::vector<float> resampled = resampler_.add(samples);
  waiting_.insert(waiting_.end(), resampled.begin(), resampled.end());
  Cuts cuts;
  while (waiting_.size() >= kSegmentSamples) cut(kSegmentSamples, cuts);
  return cuts;
}

Cuts SegmentCutter::finish() {
  const std::vector<float> resampled = resampler_.finish();
  waiting_.insert(waiting_.end(), resampled.begin(), resampled.end());
  Cuts cuts;
  while (waiting_.size() >= kSegmentSamples) cut(kSegmentSamples, cuts);
  if (waiting_.size() > kHop || (start_ == 0 && !waiting_.empty())) cut(waiting_.size(), cuts);
  return cuts;
}

// Cuts a segment of the first `size` waiting samples; the next segment begins half a segment later.
void SegmentCutter::cut(std::size_t size, Cuts& cuts) {
  const std::span<const float> samples = std::span<const float>(waiting_).first(size);
  const auto end = start_ + static_cast<std::int64_t>(size);
  const auto clipped = std::lower_bound(clipped_.begin(), clipped_.end(), start_);
  if (peak_of(samples) < kSilence)
    ++cuts.silent;
  else if (clipped != clipped_.end() && *clipped < end)
    ++cuts.clipped;
  else
    cuts.segments.push_back(make_segment(samples, 0));
  waiting_.erase(waiting_.begin(), waiting_.begin() + static_cast<std::ptrdiff_t>(std::min(size, kHop)));
  start_ += static_cast<std::int64_t>(kHop);
  clipped_.erase(clipped_.begin(), std::lower_bound(clipped_.begin(), clipped_.end(), start_));
}

}  // namespace zscape
