// Which plane of the latent space the map shows, and what part of it.
#pragma once

#include <optional>
#include <vector>

#include "latent/plane.hpp"
#include "ui/view/map_view.hpp"
#include "weights/codes_file.hpp"

namespace zscape {

struct AppState;

/// The kinds that the model in use has, which begin with the one that its map opens with; none with fewer than two latents.
std::vector<PlaneKind> plane_kinds(const AppState& state);

/// The kind of plane that is shown: the view's, or the first where the model does not have that. Needs plane_kinds() not to be
/// empty.
PlaneKind plane_kind(const AppState& state);

/// nullopt while the file that says where it lies is not there.
std::optional<Plane> map_plane(const AppState& state);

/// Six standard deviations of two latents in the prior, or of the test set's codes, and a little more; of a random plane, out to
/// where the prior draws its codes. Needs map_plane().
MapWindow whole_map(const AppState& state);

/// What is in sight: the view's window, or the whole map.
MapWindow map_window(const AppState& state);

/// How points of the plane of a CodesFile, [x, y], lie on another plane.
struct PointsToPlane {
  Coordinates origin, x, y;

  Coordinates operator()(float px, float py) const {
    return {origin.x + static_cast<double>(px) * x.x + static_cast<double>(py) * y.x,
            origin.y + static_cast<double>(px) * x.y + static_cast<double>(py) * y.y};
  }
};

/// The codes of the test set and where they lie on the map; nullopt where only their principal components are known, which are
/// not on the plane that is shown, or while they are not there.
struct MapPoints {
  const CodesFile* codes;
  PointsToPlane to_plane;
};

std::optional<MapPoints> map_points(const AppState& state, const Plane& plane);

/// Whether map_points() has any once they are there.
bool has_points(const AppState& state);

}  // namespace zscape
