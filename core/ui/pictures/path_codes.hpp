// The codes on the path that the view shows, and what takes longer than a frame to find out about it: the geodesic from A to B, and
// how far the picture moves along each kind of path.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "nn/matrix.hpp"
#include "ui/state/pictures.hpp"
#include "ui/view/code.hpp"
#include "ui/view/interpolate_view.hpp"

namespace zscape {

struct AppState;

/// The code at t in [0, 1] of that kind of path from A to B. A geodesic that is still searched for is shown as the best one so far.
Code direct_code(const AppState& state, PathKind kind, double t);

/// The same of the path that the view shows.
Code path_code(const AppState& state, double t);

/// At least two codes from its start to its end.
Matrix path_codes(const AppState& state, int count);  // [count, code_width(spec)]

/// Goes on with what the frame shows of the path and does not know yet: with half of the frame's budget, or without a limit to the
/// end. What it finds is a pure function of model and anchors.
void search_path(AppState& state, const TilePlan& plan);

/// Where the path is a geodesic, searches to the end, before it is saved to a file: up to seconds.
void finish_geodesic(AppState& state);

}  // namespace zscape
