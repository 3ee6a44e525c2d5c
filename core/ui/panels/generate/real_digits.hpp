#pragma once

#include "ui/panels/frame/frame.hpp"
#include "ui/panels/generate/wall_layout.hpp"

namespace zscape {

// What is beside its digits; drawn only where it has a place.
void draw_real_digits(Frame& frame, const WallPlaces& places);

}  // namespace zscape
