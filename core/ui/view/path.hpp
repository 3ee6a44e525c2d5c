// The path that a View shows: from anchor to anchor, or drawn by hand.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "latent/interpolate.hpp"
#include "ui/view/code.hpp"
#include "ui/view/interpolate_view.hpp"
#include "ui/view/track.hpp"
#include "ui/view/view.hpp"

namespace zscape {

/// The codes of two to four anchors of a settled view.
std::vector<Code> anchors_of(const View& view);

/// The grid between more than two anchors is linear or spherical; geodesics lead from A to B alone.
Path grid_path(PathKind kind);

/// The path that was drawn, over the map in its tab, over the grid of anchors in the others; empty when there is none.
std::span<const TrackPoint> track_of(const View& view);

/// Whether the path is the drawn one, not the one from A to B.
bool follows_track(const View& view);

bool has_grid(const View& view);  // of three or four anchors

}  // namespace zscape
