// A classifier of the model's data set reads the stage, and the wall where that is asked for.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ui/state/pictures.hpp"

namespace zscape {

struct AppState;

/// A shown picture as a classifier takes it.
void read_pixels(const ShownGroup& shown, Eigen::Index tile, std::span<float> x /* [sample], [0, 1] */);

/// Brings state.derived.verdict up to date with the picture on the stage.
void read_stage(AppState& state);

/// Whether state.derived.verdict is about the picture that the stage shows.
bool is_stage_read(const AppState& state);

/// Reads digits of the wall that are not those that were read, at least one and then until the frame that began at `start` has used
/// up its budget. What was read in a digit that drifts stays until the next reading.
void read_wall(AppState& state, double start);

/// How many of the wall's digits were read as each class, [classes].
std::vector<int> tally(const AppState& state);

}  // namespace zscape
