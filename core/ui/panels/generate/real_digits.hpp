// Digits of the test set next to the wall.
#pragma once

#include "ui/panels/frame/frame.hpp"
#include "ui/panels/generate/wall_layout.hpp"

namespace zscape {

/// Draws nothing where they have no place.
void draw_real_digits(Frame& frame, const WallPlaces& places);

}  // namespace zscape
