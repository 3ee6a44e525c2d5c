#include "audio/model_sound.hpp"

#include <algorithm>
#include <cstdio>
#include <string>

#include "audio/resample.hpp"
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

SpectrogramFormat shown_format(const SoundFormat& format) {
  if (format.spectrogram) return format_of(*format.spectrogram);
  SpectrogramSpec usual;
  usual.width = std::max(usual.width, format.samples / usual.hop + 1);
  return format_of(usual);
}

std::vector<float> shown(const SoundFormat& format, std::span<const float> row) {
  if (format.spectrogram) return {row.begin(), row.end()};
  return spectrogram(sound_of(format, row), shown_format(format));
}

Result<std::vector<float>> own_sound(const SoundFormat& format, const Sound& sound, std::string_view what) {
  const std::vector<float> heard = trimmed(resample(sound.samples, sound.rate, format.rate));
  const float peak = peak_of(heard);
  if (peak == 0.0f) return Error{ErrorCode::unsupported, std::string(what) + ": nothing in it can be heard"};
  std::vector<float> samples(static_cast<std::size_t>(std::min(kSegmentStart, format.samples)));
  const std::size_t room = static_cast<std::size_t>(format.samples) - samples.size();
  for (const float sample : std::span(heard).first(std::min(heard.size(), room))) samples.push_back(sample / peak * kSegmentPeak);
  return samples;
}

Result<std::vector<float>> own_sound(const SoundFormat& format, std::span<const std::byte> wav, std::string_view what) {
  ZSCAPE_TRY(const WavLayout layout, parse_wav_layout(wav, wav.size(), what));
  ZSCAPE_TRY_VOID(expect_short(format, layout, what));
  ZSCAPE_TRY(const Sound sound, parse_wav(wav, what));
  return own_sound(format, sound, what);
}

Result<void> expect_short(const SoundFormat& format, const WavLayout& layout, std::string_view what) {
  if (layout.seconds() <= kMaxOwnSeconds) return {};
  char text[128];
  std::snprintf(text, sizeof text, ": lasts %.1f s: expected at most %.0f, of which the model hears %.3g", layout.seconds(),
                kMaxOwnSeconds, static_cast<double>(format.samples) / static_cast<double>(format.rate));
  return Error{ErrorCode::unsupported, std::string(what) + text};
}

}  // namespace zscape
