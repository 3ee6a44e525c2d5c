// WAV files (RIFF WAVE): Microsoft, "Multimedia Programming Interface and Data Specifications 1.0", 1991, and its
// WAVEFORMATEXTENSIBLE.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "audio/sound.hpp"
#include "base/error.hpp"
#include "base/file.hpp"

namespace zscape {

/// The mean of the channels of a file of integers of 8, 16, 24 or 32 bits or floats of 32 or 64 bits. `what` names the file in
/// messages. A data chunk that claims more than is there is refused, unless it says that its writer did not know: a program
/// that wrote to a pipe. Floats beyond [-1, 1] are clamped, a last frame that is cut off is left out. Errors: corrupt, for
/// samples that are not finite and for none at all too; unsupported.
Result<Sound> parse_wav(std::span<const std::byte> file, std::string_view what);

/// Where in a file its samples lie, and as what: for files of which not everything is in memory at once.
struct WavLayout {
  std::uint16_t kind = 0, channels = 0, bits = 0;  // as in the chunk "fmt "
  std::int64_t rate = 0;                           // frames per second
  std::uint64_t first_byte = 0;                    // of the first frame
  std::int64_t frames = 0;                         // a sample of each channel; at least one

  std::size_t frame_bytes() const { return std::size_t{channels} * (bits / 8); }
  double seconds() const { return static_cast<double>(frames) / static_cast<double>(rate); }
};

/// The layout of a file of `file_bytes` of which `beginning` is what comes first. Errors: those of parse_wav() but for the samples
/// themselves; unsupported where those begin later.
Result<WavLayout> parse_wav_layout(std::span<const std::byte> beginning, std::uint64_t file_bytes, std::string_view what);

/// The means of the channels of `frames`, whole ones, of which the first is number `first` in its file; samples.size() of them.
/// Error corrupt: samples that are not finite.
Result<void> decode_frames(const WavLayout& layout, std::span<const std::byte> frames, std::int64_t first, std::string_view what,
                           std::span<float> samples);

/// One channel of 16-bit integers, as which they are read back: samples are rounded to nearest, what is beyond them is clamped, NaN
/// is silence.
Bytes encode_wav(const Sound& sound);

}  // namespace zscape
