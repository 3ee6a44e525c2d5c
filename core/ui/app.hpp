// The user interface: one function of one state. Shells call ImGui::NewFrame(), draw_app(), ImGui::Render() and draw the result.
#pragma once

#include "ui/kit/tile_host.hpp"

namespace zscape {

struct AppState;

/// One frame. Handles input first, then decodes every picture in view and uploads it, so what is drawn is the state as it is now.
void draw_app(AppState& state, TileHost& tiles, double frame_seconds);

}  // namespace zscape
