// What the wall's tiles are to show: digits drawn from the prior, or single units of the code.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/model.hpp"
#include "nn/matrix.hpp"
#include "ui/state/wall.hpp"

namespace zscape {

struct AppState;

/// What the view says that `count` tiles show.
WallSource wall_source(const AppState& state, int count);

/// The codes of its tiles; [count, code].
Matrix wall_codes_of(const Model& model, const WallSource& source);

/// The codes of `count` tiles as the view says; [count, code]. Where frames have a budget, a wall that only drifts begins its next
/// moment when its last one is complete.
const Matrix& refresh_wall_codes(AppState& state, int count);

/// The first `count` digits of the same wall as any model draws it from its own prior, likewise; kept in `state.derived.walks`.
const Matrix& refresh_walk_codes(AppState& state, const Model& model, int count);

}  // namespace zscape
