// Moving pictures: animated PNG, which every browser plays and every PNG reader opens at its first frame.
#pragma once

#include <span>

#include "image/sheet.hpp"

namespace zscape {

/// `frames`, at least one and all of one size and channel count, over and over; each is shown for 1 to 65535 milliseconds. The
/// chunks acTL, fcTL and fdAT are those of the PNG specification, third edition, section 11.3.6.
Bytes encode_apng(std::span<const Image> frames, int milliseconds_per_frame);

}  // namespace zscape
