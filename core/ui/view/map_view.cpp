#include "ui/view/map_view.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "latent/plane.hpp"
#include "ui/view/track.hpp"

namespace zscape {

const char* name_of(PlaneKind kind) {
  constexpr std::array kNames = {"principal", "latents", "random"};
  return kNames[static_cast<std::size_t>(kind)];
}

Coordinates point_of(const MapWindow& square, Spot spot) {
  return {.x = square.x + (spot.u - 0.5) * square.across, .y = square.y + (0.5 - spot.v) * square.across};
}

MapWindow bounded(MapWindow window) {
  return {.x = std::clamp(window.x, -kFarthestMap, kFarthestMap),
          .y = std::clamp(window.y, -kFarthestMap, kFarthestMap),
          .across = std::clamp(window.across, kMinAcross, kMaxAcross)};
}

}  // namespace zscape
