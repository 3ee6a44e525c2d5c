// Spectrograms as pictures: what a model that hears and speaks in pictures sees.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "audio/stft.hpp"

namespace zscape {

/// A picture [height, width] in [0, 1] of a sound: row r is bin r + 1 of its spectra, column t frame t, as far as there are frames;
/// 1 is a tone at full scale, 0 what is `range_db` below or quieter.
struct SpectrogramFormat {
  StftShape stft;
  std::int64_t height = 256;  // stft.bins() - 1: what does not sound, frequency 0, is left out
  std::int64_t width = 80;    // at least as many as the samples have frames
  double range_db = 80;
};

std::vector<float> spectrogram(std::span<const float> samples, const SpectrogramFormat& format);  // [height, width]

/// A sound of `size` samples that looks like `picture`, see reconstruct_signal(). What the picture shows as 0 is silent.
std::vector<float> signal_of(std::span<const float> picture, const SpectrogramFormat& format, std::int64_t size, int iterations);

}  // namespace zscape
