// From the state to the pixels of its tiles.
#pragma once

#include "ui/app_state.hpp"
#include "ui/tile_host.hpp"

namespace zscape {

/// The latents of every tile in `plan`.
Matrix gather_latents(const View& view, const TilePlan& plan);  // [plan.count(), plan.latent]

/// Decodes what changed since the last frame and uploads it. `state.model` and the latents of its view must be there.
void refresh_pictures(AppState& state, const TilePlan& plan, TileHost& tiles);

}  // namespace zscape
