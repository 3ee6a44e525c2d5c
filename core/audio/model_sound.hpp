// Between the samples of a model of sounds, rows of values in [0, 1], and what is heard.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "audio/spectrogram.hpp"
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

/// A person's own sound, at the format's rate, as the sounds that models are trained on are: what of it is audible, at a peak of
/// 0.7, after a short silence; cut where it is too long. Empty where nothing is audible.
std::vector<float> aligned(const SoundFormat& format, std::span<const float> sound);

}  // namespace zscape
