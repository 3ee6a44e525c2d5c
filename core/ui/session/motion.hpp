// What moves by itself: the drift of the wall, and playback along the path.
#pragma once

#include <optional>
#include <span>

namespace zscape {

struct AppState;

/// Drift and playback over `seconds`.
void advance(AppState& state, double seconds);

/// Whether the next frame will look different without any input.
bool is_moving(const AppState& state);

}  // namespace zscape
