// What the classifier reads in the map's cells: a few in each frame, kept while the cells come and go.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>

#include "latent/plane.hpp"

namespace zscape {

struct AppState;

struct CellVerdict {
  int label = 0;
  float probability = 0;
  bool old = false;  // of a plane that has changed since
};

struct MapVerdicts {
  std::string source;  // tensors_sha256 of model and classifier
  Plane plane;
  std::unordered_map<std::uint64_t, CellVerdict> of;  // cells, by their ids
  int pending = 0;                                    // cells on the map that are still to be read

  /// Of a cell, or while it was not read of the coarse one that it is in.
  std::optional<CellVerdict> find(std::uint64_t id) const;
};

/// Reads cells within the frame's budget once all pictures are there. Needs the pictures of this frame.
void read_map(AppState& state);

}  // namespace zscape
