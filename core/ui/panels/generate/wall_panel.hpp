// The wall of generated pictures.
#pragma once

#include "ui/panels/frame/frame.hpp"
#include "ui/panels/generate/wall_layout.hpp"

namespace zscape {

void draw_wall(Frame& frame, const WallPlaces& places);

}  // namespace zscape
