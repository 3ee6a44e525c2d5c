// WAV files (RIFF WAVE): Microsoft, "Multimedia Programming Interface and Data Specifications 1.0", 1991, and its
// WAVEFORMATEXTENSIBLE.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "audio/sound.hpp"
#include "base/error.hpp"
#include "base/file.hpp"

namespace zscape {

/// The mean of the channels of a file of integers of 8, 16, 24 or 32 bits or floats of 32 or 64 bits. `what` names the file in
/// messages. A data chunk that claims more than is there is refused, unless it says that its writer did not know (2^32 - 1: a
/// program that wrote to a pipe). Floats beyond [-1, 1] are clamped, a last frame that is cut off is left out. Errors: corrupt, for
/// samples that are not finite and for none at all too; unsupported.
Result<Sound> parse_wav(std::span<const std::byte> file, std::string_view what);

/// One channel of 16-bit integers, as which they are read back: samples are rounded to nearest, what is beyond them is clamped, NaN
/// is silence.
Bytes encode_wav(const Sound& sound);

}  // namespace zscape
