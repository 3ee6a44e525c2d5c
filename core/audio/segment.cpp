#include "audio/segment.hpp"

#include <algorithm>
#include <cmath>

#include "base/error.hpp"

namespace zscape {
namespace {

constexpr float kAudible = 0.01f;  // of the peak: -40 dB
constexpr std::int64_t kMargin = kSegmentRate / 100;

}  // namespace

float peak_of(std::span<const float> samples) {
  float peak = 0.0f;
  for (const float sample : samples) peak = std::max(peak, std::abs(sample));
  return peak;
}

std::vector<float> trimmed(std::span<const float> samples) {
  const float least = kAudible * peak_of(samples);
  const auto is_audible = [&](float sample) { return std::abs(sample) > least; };
  const auto first = std::find_if(samples.begin(), samples.end(), is_audible);
  if (first == samples.end()) return {};
  const auto last = std::find_if(samples.rbegin(), samples.rend(), is_audible).base();  // behind it
  const auto before = std::min(kMargin, static_cast<std::int64_t>(first - samples.begin()));
  const auto after = std::min(kMargin, static_cast<std::int64_t>(samples.end() - last));
  std::vector<float> word(first - before, last + after);
  for (std::int64_t i = 0; i < before; ++i)
    word[static_cast<std::size_t>(i)] *= static_cast<float>(i + 1) / static_cast<float>(before + 1);
  for (std::int64_t i = 0; i < after; ++i)
    word[word.size() - 1 - static_cast<std::size_t>(i)] *= static_cast<float>(i + 1) / static_cast<float>(after + 1);
  return word;
}

std::vector<std::int16_t> make_segment(std::span<const float> samples, std::int64_t start) {
  check(start >= 0 && start + static_cast<std::int64_t>(samples.size()) <= kSegmentSamples, "samples that fit into a segment");
  const float peak = peak_of(samples);
  check(peak > 0.0f, "samples that are not silent");
  const float scale = kSegmentPeak * 32768.0f / peak;
  std::vector<std::int16_t> segment(kSegmentSamples);
  std::transform(samples.begin(), samples.end(), segment.begin() + start,
                 [&](float sample) { return static_cast<std::int16_t>(std::nearbyint(sample * scale)); });
  return segment;
}

}  // namespace zscape
