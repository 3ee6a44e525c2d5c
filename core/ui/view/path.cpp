#include "ui/view/path.hpp"

#include <algorithm>
#include <cmath>

#include "latent/interpolate.hpp"
#include "ui/view/code.hpp"
#include "ui/view/interpolate_view.hpp"
#include "ui/view/tab.hpp"
#include "ui/view/track.hpp"
#include "ui/view/view.hpp"

namespace zscape {

std::vector<Code> anchors_of(const View& view) {
  std::vector<Code> anchors;
  for (const auto& anchor : view.anchors)
    if (anchor) anchors.push_back(*anchor);
  return anchors;
}

Path grid_path(PathKind kind) { return kind == PathKind::linear ? Path::linear : Path::spherical; }

std::span<const TrackPoint> track_of(const View& view) {
  return view.tab == Tab::map ? view.map.track.points : view.interpolation.track;
}

bool follows_track(const View& view) { return !track_of(view).empty(); }

bool has_grid(const View& view) { return view.anchors[2].has_value(); }

}  // namespace zscape
