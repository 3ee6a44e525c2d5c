// What the classifier reads in the digits of the wall.
#pragma once

#include "ui/kit/layout.hpp"
#include "ui/panels/frame/frame.hpp"
#include "ui/panels/generate/wall_layout.hpp"

namespace zscape {

/// Below each digit of the wall.
void draw_captions(const Frame& frame, const WallPlaces& places);
/// How many digits of the wall are read as each class.
void draw_tally(const Frame& frame, const Rect& area);

}  // namespace zscape
