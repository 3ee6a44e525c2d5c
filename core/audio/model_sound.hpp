// Between the samples of a model of sounds, rows of values in [0, 1], and what is heard.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "audio/sound.hpp"
#include "audio/spectrogram.hpp"
#include "audio/wav.hpp"
#include "base/error.hpp"
#include "spec/sound_format.hpp"

namespace zscape {

/// What a model sees of a sound at its rate: of more samples than it takes the first, of fewer those and silence.
std::vector<float> row_of(const SoundFormat& format, std::span<const float> sound);

/// What is heard of a row, format.samples of them. It begins and ends in silence: faded over 2 ms.
std::vector<float> sound_of(const SoundFormat& format, std::span<const float> row);

/// As which a row is shown to people: the row itself where that is a spectrogram, else the spectrogram of the wave in the usual
/// format.
SpectrogramFormat shown_format(const SoundFormat& format);
std::vector<float> shown(const SoundFormat& format, std::span<const float> row);  // [height, width] of shown_format()

/// A person's own sound as the sounds that models are trained on are: at the format's rate, what of it is audible, at a peak of
/// 0.7, after a short silence; cut where it is too long. `what` names it in messages. Error unsupported: nothing in it is audible.
Result<std::vector<float>> own_sound(const SoundFormat& format, const Sound& sound, std::string_view what);

/// The same of a WAV file. Errors: those of parse_wav(), and of expect_short().
Result<std::vector<float>> own_sound(const SoundFormat& format, std::span<const std::byte> wav, std::string_view what);

/// Error unsupported: more than kMaxOwnSeconds, all of which would have to be resampled for the little that a model hears.
inline constexpr double kMaxOwnSeconds = 60;
Result<void> expect_short(const SoundFormat& format, const WavLayout& layout, std::string_view what);

}  // namespace zscape
