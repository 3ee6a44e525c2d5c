#include "audio/model_sound.hpp"

#include <algorithm>

#include "audio/segment.hpp"
#include "base/error.hpp"

namespace zscape {
namespace {

constexpr int kPhaseIterations = 4;
constexpr std::int64_t kFadesPerSecond = 500;

SpectrogramFormat format_of(const SpectrogramSpec& of) {
  return {.stft = {.window = static_cast<int>(of.window), .hop = static_cast<int>(of.hop)},
          .height = of.window / 2,
          .width = of.width,
          .range_db = of.range_db};
}

void fade_ends(std::span<float> sound, std::int64_t rate) {
  const auto length = static_cast<std::size_t>(rate / kFadesPerSecond);
  for (std::size_t i = 0; i < std::min(length, sound.size() / 2); ++i) {
    const float gain = static_cast<float>(i) / static_cast<float>(length);
    sound[i] *= gain;
    sound[sound.size() - 1 - i] *= gain;
  }
}

}  // namespace

std::vector<float> row_of(const SoundFormat& format, std::span<const float> sound) {
  std::vector<float> samples(static_cast<std::size_t>(format.samples));
  std::copy_n(sound.begin(), std::min(sound.size(), samples.size()), samples.begin());
  if (format.spectrogram) return spectrogram(samples, format_of(*format.spectrogram));
  for (float& sample : samples) sample = (std::clamp(sample, -1.0f, 1.0f) + 1.0f) * 0.5f;
  return samples;
}

std::vector<float> sound_of(const SoundFormat& format, std::span<const float> row) {
  std::vector<float> sound;
  if (format.spectrogram) {
    sound = signal_of(row, format_of(*format.spectrogram), format.samples, kPhaseIterations);
  } else {
    for (const float value : row) sound.push_back(value * 2.0f - 1.0f);
  }
  fade_ends(sound, format.rate);
  return sound;
}

SpectrogramFormat shown_format(const SoundFormat& format) { return format_of(format.spectrogram.value_or(SpectrogramSpec{})); }

std::vector<float> shown(const SoundFormat& format, std::span<const float> row) {
  if (format.spectrogram) return {row.begin(), row.end()};
  return spectrogram(sound_of(format, row), shown_format(format));
}

std::vector<float> aligned(const SoundFormat& format, std::span<const float> sound) {
  std::vector<float> samples(static_cast<std::size_t>(kSegmentStart));
  const std::vector<float> heard = trimmed(sound);
  const float peak = peak_of(heard);
  if (peak == 0.0f) return {};
  const auto room = static_cast<std::size_t>(format.samples - kSegmentStart);
  for (const float sample : std::span(heard).first(std::min(heard.size(), room))) samples.push_back(sample / peak * kSegmentPeak);
  return samples;
}

}  // namespace zscape
