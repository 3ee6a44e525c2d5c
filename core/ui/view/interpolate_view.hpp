// What the path and the Interpolate tab show beside the anchors: a part of the View.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <vector>

#include "nn/linear.hpp"
#include "ui/view/code.hpp"
#include "ui/view/track.hpp"

namespace zscape {

/// How one walks from A to B: straight, around the origin, or the shortest way from picture to picture.
enum class PathKind { linear, spherical, geodesic };

inline constexpr std::size_t kFewestAnchors = 2;
inline constexpr std::size_t kMaxAnchors = 4;
inline constexpr float kSlowest = 0.25f;
inline constexpr float kFastest = 4;

struct InterpolateView {
  std::vector<TrackPoint> track;             // drawn over the grid: at least 2 points, or none
  float speed = 1;                           // of playback, [kSlowest, kFastest]
  std::array<std::optional<Code>, 3> terms;  // of first - minus + plus; without one the first is anchor A, then B, then the stage

  bool operator==(const InterpolateView&) const = default;
};

}  // namespace zscape
