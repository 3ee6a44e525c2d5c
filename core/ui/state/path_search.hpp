// What takes several frames to find out about the path from A to B.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "latent/geodesic.hpp"
#include "ui/view/code.hpp"
#include "ui/view/interpolate_view.hpp"

namespace zscape {

/// How far the picture moves along one path, added up piece by piece.
struct Measure {
  static constexpr std::int64_t kPoints = 65;

  std::int64_t measured = 0;  // points so far
  double length = 0;

  bool done() const { return measured == kPoints; }
};

struct PathSearch {
  std::string model = {};  // tensors_sha256
  Code a = {}, b = {};
  std::optional<Geodesic> geodesic = {};  // once somebody asked for it
  std::array<Measure, 3> measures = {};   // by PathKind
  bool working = false;                   // this frame found out something, or has no time to

  const Measure& measure(PathKind kind) const { return measures[static_cast<std::size_t>(kind)]; }
};

}  // namespace zscape
