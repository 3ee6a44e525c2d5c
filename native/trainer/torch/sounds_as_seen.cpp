#include "trainer/torch/sounds_as_seen.hpp"

#include <ATen/Parallel.h>

#include "audio/model_sound.hpp"
#include "nn/kernels.hpp"

namespace zscape {
namespace {

constexpr float kFullScale = 32767.0f;

void spectrograms(const ModelSpec& spec, const IdxSounds& sounds, std::vector<std::uint8_t>& pixels) {
  const auto width = static_cast<std::size_t>(sample_width(spec)), length = static_cast<std::size_t>(sounds.samples);
  pixels.resize(static_cast<std::size_t>(sounds.count) * width);
  at::parallel_for(0, sounds.count, 1, [&](std::int64_t first, std::int64_t end) {
    std::vector<float> wave(length);
    for (auto i = static_cast<std::size_t>(first); i < static_cast<std::size_t>(end); ++i) {
      for (std::size_t k = 0; k < length; ++k) wave[k] = static_cast<float>(sounds.values[i * length + k]) / kFullScale;
      to_bytes(row_of(*spec.sound, wave), std::span(pixels).subspan(i * width, width));
    }
  });
}

}  // namespace

Result<LabelledImages> as_seen_by(const ModelSpec& spec, LabelledSounds data) {
  const IdxSounds& sounds = data.sounds;
  if (sounds.samples != spec.sound->samples)
    return Error{ErrorCode::mismatch, spec.id + " takes sounds of " + std::to_string(spec.sound->samples) +
                                          " samples, those of the data set have " + std::to_string(sounds.samples)};
  LabelledImages rows;
  rows.images = {.count = sounds.count, .height = spec.sample[1], .width = spec.sample[2], .pixels = {}};
  if (spec.sound->spectrogram)
    spectrograms(spec, sounds, rows.images.pixels);
  else
    rows.waves = std::move(data.sounds.values);
  rows.labels = std::move(data.labels);
  rows.classes = std::move(data.classes);
  return rows;
}

}  // namespace zscape
