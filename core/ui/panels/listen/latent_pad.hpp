// A square pad whose two directions are two latents of the shaped sound.
#pragma once

#include "ui/kit/layout.hpp"
#include "ui/panels/frame/frame.hpp"

namespace zscape {

void draw_latent_pad(Frame& frame, const Rect& pad);

}  // namespace zscape
