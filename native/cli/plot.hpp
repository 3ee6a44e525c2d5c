// WAV files as a picture with axes: each one's waveform above its spectrogram.
#pragma once

#include <cstddef>
#include <filesystem>
#include <vector>

#include "base/error.hpp"

namespace zscape {

inline constexpr std::size_t kMostPlots = 16;

struct PlotOptions {
  std::vector<std::filesystem::path> sounds;  // 1 to kMostPlots
  std::filesystem::path output;
};

/// One below the other as PNG, all on the same axes: seconds of the longest, Hz of the highest rate. Memory depends on the picture
/// alone, however long the files are. Errors: invalid_argument where the output is no .png or there
/// are more files; those of WavFile.
Result<void> plot(const PlotOptions& options);

}  // namespace zscape
