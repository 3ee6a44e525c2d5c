// The part of the stage that is below its digit and its buttons.
#pragma once

#include "ui/kit/layout.hpp"
#include "ui/panels/frame/frame.hpp"
#include "ui/view/code.hpp"

namespace zscape {

struct AppState;

/// One row for each dimension in view.
void draw_sliders(Frame& frame, Rect area, float row_height);

/// Height that draw_sliders() takes on top of its rows.
float around_sliders(const Frame& frame);

/// Another draw from the prior, [latent].
Code random_latent(AppState& state);

}  // namespace zscape
