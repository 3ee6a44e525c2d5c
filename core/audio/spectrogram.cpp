#include "audio/spectrogram.hpp"

#include <algorithm>

#include "audio/phase.hpp"
#include "base/error.hpp"
#include "base/exact_math.hpp"

namespace zscape {
namespace {

void check_format(const SpectrogramFormat& format, std::int64_t size) {
  check(format.height == format.stft.bins() - 1 && format.width >= format.stft.frames(size) && format.range_db > 0,
        "a format that has room for the sound");
}

}  // namespace

std::vector<float> spectrogram(std::span<const float> samples, const SpectrogramFormat& format) {
  check_format(format, static_cast<std::int64_t>(samples.size()));
  const Magnitudes magnitudes = magnitudes_of(stft(samples, format.stft)) / format.stft.full_scale();
  std::vector<float> picture(static_cast<std::size_t>(format.height * format.width));
  for (Eigen::Index t = 0; t < magnitudes.rows(); ++t) {
    for (std::int64_t r = 0; r < format.height; ++r) {
      const double db = 20.0 / kLn10 * exact_log(std::max(magnitudes(t, r + 1), 1e-30));
      picture[static_cast<std::size_t>(r * format.width + t)] =
          static_cast<float>(std::clamp(1.0 + db / format.range_db, 0.0, 1.0));
    }
  }
  return picture;
}

std::vector<float> signal_of(std::span<const float> picture, const SpectrogramFormat& format, std::int64_t size, int iterations) {
  check_format(format, size);
  check(std::ssize(picture) == format.height * format.width, "a picture of that format");
  Magnitudes magnitudes = Magnitudes::Zero(format.stft.frames(size), format.stft.bins());
  for (Eigen::Index t = 0; t < magnitudes.rows(); ++t) {
    for (std::int64_t r = 0; r < format.height; ++r) {
      const double level = picture[static_cast<std::size_t>(r * format.width + t)];
      if (level > 0) magnitudes(t, r + 1) = format.stft.full_scale() * exact_exp((level - 1.0) * format.range_db * kLn10 / 20.0);
    }
  }
  return reconstruct_signal(magnitudes, format.stft, size, iterations);
}

}  // namespace zscape
