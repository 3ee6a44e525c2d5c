// WAV files as a picture with axes: for each file its waveform above its spectrogram.
#pragma once

#include <cstddef>
#include <filesystem>
#include <vector>

#include "base/error.hpp"

namespace zscape {

inline constexpr std::size_t kMaxPlots = 16;

struct PlotOptions {
  std::vector<std::filesystem::path> sounds;  // 1 to kMaxPlots
  std::filesystem::path output;
};

/// The files one below the other as PNG, all on the same axes: the seconds of the longest, the Hz of the highest rate. Memory
/// depends on the size of the picture, not on the length of the files. Errors: invalid_argument where the output is no .png or
/// there are more files; those of WavFile.
Result<void> plot(const PlotOptions& options);

}  // namespace zscape
