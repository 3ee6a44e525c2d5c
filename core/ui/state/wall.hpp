// The codes of the wall's tiles, and what they follow from.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "latent/drift.hpp"
#include "nn/matrix.hpp"

namespace zscape {

/// What the wall's codes follow from.
struct WallSource {
  std::string model;  // tensors_sha256
  Draw draw = {};
  double phase = 0;
  int count = 0;
  std::optional<int> unit = {};                   // the first of the features that the wall shows instead of digits
  std::optional<std::vector<float>> centre = {};  // of the cloud that it shows instead
  float radius = 0;                               // of the cloud, in the code's own units
  std::vector<int> frozen = {};                   // dimensions that keep the centre's value in the whole cloud

  bool operator==(const WallSource&) const = default;
};

struct WallCodes {
  WallSource source = {};
  Matrix codes = {};    // [count, code]
  DriftEnds ends = {};  // of a wall that drifts
};

}  // namespace zscape
