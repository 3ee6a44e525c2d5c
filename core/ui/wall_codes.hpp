// What the wall's tiles are to show: digits drawn from the prior, or single units of the code.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "latent/drift.hpp"

namespace zscape {

struct AppState;

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

/// What the view says that `count` tiles show.
WallSource wall_source(const AppState& state, int count);

/// The codes of its tiles; [count, code].
Matrix wall_codes_of(const Model& model, const WallSource& source);

/// The codes of `count` tiles as the view says; [count, code]. Where frames have a budget, a wall that only drifts begins its next
/// moment when its last one is complete.
const Matrix& refresh_wall_codes(AppState& state, int count);

/// The first `count` digits of the same wall as any model draws it from its own prior, likewise; kept in `state.walks`.
const Matrix& refresh_walk_codes(AppState& state, const Model& model, int count);

}  // namespace zscape
