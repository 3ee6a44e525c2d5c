// What the classifier has read: on the stage, on the wall, on the map.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "latent/plane.hpp"
#include "ui/state/wall.hpp"
#include "ui/view/code.hpp"

namespace zscape {

/// What the classifier reads in a picture.
struct Verdict {
  Code code;  // of the picture that it read
  int label = 0;
  float probability = 0;
};

/// What it reads in the wall's digits.
struct WallVerdicts {
  WallSource source = {};                          // of the wall that they are about
  std::vector<std::optional<Verdict>> tiles = {};  // [count], of the picture that was read last
  int next = 0;                                    // tile from which the next frame goes on reading
  int pending = 0;                                 // tiles that show another picture by now
};

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

}  // namespace zscape
