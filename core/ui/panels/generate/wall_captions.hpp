#pragma once

#include "ui/kit/layout.hpp"
#include "ui/panels/frame/frame.hpp"
#include "ui/panels/generate/wall_layout.hpp"

namespace zscape {

void draw_captions(const Frame& frame, const WallPlaces& places);
void draw_tally(const Frame& frame, const Rect& area);

}  // namespace zscape
