// A path that is drawn by hand over a square of pictures, the grid of anchors or the map, and walking along it.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace zscape {

inline constexpr int kTrackSteps = 4095;  // along a side of the square; a place is two characters of a link
inline constexpr std::size_t kMaxTrackPoints = 64;

/// A place on the square, [0, kTrackSteps] from its left and from its top.
struct TrackPoint {
  int u = 0, v = 0;

  bool operator==(const TrackPoint&) const = default;
};

/// The same as [0, 1] from its left and from its top.
struct Spot {
  double u = 0, v = 0;
};

/// The point of a track that is nearest to `spot`, which may lie outside of the square.
TrackPoint nearest_point(Spot spot);

Spot spot_of(TrackPoint point);

/// The track goes on to `point`, unless it is there already. Of more than kMaxTrackPoints the one that bends it least is left out.
void extend(std::vector<TrackPoint>& track, TrackPoint point);

/// Of the loop along the track and straight back to where it begins, in sides of the square.
double loop_length(std::span<const TrackPoint> track);

/// Where t in [0, 1] of that loop is, at an even pace. The track has at least one point.
Spot spot_at(std::span<const TrackPoint> track, double t);

}  // namespace zscape
