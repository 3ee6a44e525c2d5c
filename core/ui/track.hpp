// The path that is drawn over the grid of anchors, and walking along it.
#pragma once

#include <span>
#include <vector>

#include "ui/interpolate_view.hpp"

namespace zscape {

/// A place on the grid, [0, 1] from its left and from its top.
struct Spot {
  double u = 0, v = 0;
};

/// The point of a track that is nearest to `spot`, which may lie outside of the grid.
TrackPoint nearest_point(Spot spot);
Spot spot_of(TrackPoint point);

/// The track goes on to `point`, unless it is there already. Of more than kMostTrackPoints the one that bends it least is left out.
void extend(std::vector<TrackPoint>& track, TrackPoint point);

/// Of the loop along the track and straight back to where it begins, in sides of the grid.
double loop_length(std::span<const TrackPoint> track);

/// Where t in [0, 1] of that loop is, at an even pace. The track has at least one point.
Spot spot_at(std::span<const TrackPoint> track, double t);

}  // namespace zscape
