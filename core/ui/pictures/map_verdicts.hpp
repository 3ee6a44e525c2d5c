// What the classifier reads in the map's cells: a few in each frame, kept while the cells come and go.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>

namespace zscape {

struct AppState;

/// Reads cells within the frame's budget once all pictures are there. Needs the pictures of this frame.
void read_map(AppState& state);

}  // namespace zscape
