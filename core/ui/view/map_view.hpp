// The map's part of a View: which plane of the latent space, which part of it, and what is laid over it.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "latent/plane.hpp"
#include "ui/view/track.hpp"

namespace zscape {

/// The plane of the test set's first two principal components, of two latents with all others as on the stage, or a random one
/// through the middle of the prior.
enum class PlaneKind { principal, latents, random };

/// What part of a plane is in sight, in units of the latent space.
struct MapWindow {
  double x = 0, y = 0;  // of the middle
  double across = 1;    // over the shorter side

  bool operator==(const MapWindow&) const = default;
};

// A window stays within these.
inline constexpr double kFarthestMap = 1000;  // of its middle from the plane's origin, in either direction
inline constexpr double kMinAcross = 0.001;
inline constexpr double kMaxAcross = 1000;

/// A path that was drawn over the map: at least 2 points, or none.
struct MapTrack {
  MapWindow square;  // that the points lie in; y of the latent space is up, v of a point down
  std::vector<TrackPoint> points;

  bool operator==(const MapTrack&) const = default;
};

inline constexpr int kMaxLegend = 30;  // classes

struct MapView {
  std::optional<PlaneKind> plane;       // the first that the model has when absent
  std::array<int, 2> latents = {0, 1};  // to the right and up
  std::uint64_t seed = 1;               // of the random plane
  std::optional<MapWindow> window;      // the whole map when absent
  MapTrack track;
  bool points = true;        // the codes of the test set
  bool verdicts = false;     // coloured by what the classifier reads
  std::uint32_t hidden = 0;  // bit c: neither points nor verdicts of class c

  bool operator==(const MapView&) const = default;
};

/// "principal", "latents" or "random".
const char* name_of(PlaneKind kind);

/// Of a square of the plane.
Coordinates point_of(const MapWindow& square, Spot spot);

/// The nearest window that a link can hold.
MapWindow bounded(MapWindow window);

}  // namespace zscape
