// How a sample of a model sounds.
#pragma once

#include <cstdint>
#include <optional>

namespace zscape {

/// Log-magnitudes of short-time spectra as a picture, see audio/spectrogram.hpp.
struct SpectrogramSpec {
  std::int64_t window = 512;  // samples of a spectrum, a power of two
  std::int64_t hop = 128;     // samples from one to the next, a power of two
  std::int64_t width = 80;    // columns; those behind the last spectrum are silent
  double range_db = 70;       // from black to white
  bool operator==(const SpectrogramSpec&) const = default;
};

struct SoundFormat {
  std::int64_t rate = 16'000;                  // samples per second
  std::int64_t samples = 10'000;               // of one sound
  std::optional<SpectrogramSpec> spectrogram;  // as which the networks see sounds; without it they see the wave itself
  bool operator==(const SoundFormat&) const = default;
};

}  // namespace zscape
