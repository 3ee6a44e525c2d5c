// From the state to the pixels of its tiles.
#pragma once

#include "ui/kit/tile_host.hpp"
#include "ui/state/pictures.hpp"

namespace zscape {

struct AppState;

/// Decodes what changed, as far as the budget goes, and uploads it: first what is urgent (the stage, what is under the
/// pointer, the digit on the path), then the others in turn. The rest follows in the next frames; a wall that only drifts begins
/// its next moment when its last one is complete. Needs `state.opened.model`, a settled view and its sliders.
void refresh_pictures(AppState& state, const TilePlan& plan, TileHost& tiles);

/// All of them, for a host that lost what it had.
void upload_pictures(Pictures& pictures, TileHost& tiles);

}  // namespace zscape
