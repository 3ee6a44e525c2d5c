// A sound as people read it: its wave, and its spectrogram with octaves of equal height.
#pragma once

#include <span>

#include "ui/kit/layout.hpp"
#include "ui/panels/frame/frame.hpp"

namespace zscape {

/// `position` in [0, 1] is what sounds now; below 0 nothing does.
void draw_wave(std::span<const float> samples, const Rect& area, double position);

/// `picture` [height, frames] in [0, 1]: row r is the frequency (r + 1) rate / (2 height); see audio/spectrogram.hpp. Of an empty
/// one only the background.
void draw_spectrogram(const Frame& frame, std::span<const float> picture, std::int64_t height, std::int64_t rate, const Rect& area,
                      double position);

}  // namespace zscape
