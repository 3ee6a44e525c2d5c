#include "ui/pictures/map_plane.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/error.hpp"
#include "base/sums.hpp"
#include "latent/plane.hpp"
#include "ui/files/side_files.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/sliders.hpp"
#include "ui/view/map_view.hpp"
#include "weights/codes_file.hpp"

namespace zscape {
namespace {

constexpr double kDeviations = 6.6;  // across the whole map of codes
constexpr double kRadii = 2.2;       // across that of a random plane, most of whose codes would be near the middle otherwise

/// `z` with the class of the digit on the stage.
std::vector<float> with_class_of_stage(const AppState& state, std::span<const float> z) {
  std::vector<float> code = *state.shown.view.stage;
  std::copy(z.begin(), z.end(), code.begin());
  return code;
}

Plane principal_plane(const AppState& state, const CodesFile& codes) {
  const auto& directions = codes.components.values;
  const auto middle = directions.begin() + codes.latent();
  return {
      .origin = with_class_of_stage(state, codes.mean.values), .x = {directions.begin(), middle}, .y = {middle, directions.end()}};
}

/// How far from its middle a prior of these deviations draws its codes.
double radius_of(std::span<const float> deviation) { return std::sqrt(dot(deviation, deviation)); }

/// Of the wider of both directions.
double deviation_of_points(const CodesFile& codes) {
  double x = 0;
  double y = 0;
  for (std::size_t i = 0; i + 1 < codes.points.values.size(); i += 2) {
    x += static_cast<double>(codes.points.values[i]) * static_cast<double>(codes.points.values[i]);
    y += static_cast<double>(codes.points.values[i + 1]) * static_cast<double>(codes.points.values[i + 1]);
  }
  return std::sqrt(std::max(x, y) / static_cast<double>(codes.count()));
}

}  // namespace

std::vector<PlaneKind> plane_kinds(const AppState& state) {
  const std::int64_t latent = state.opened.model->spec().latent;
  if (latent < 2) return {};
  if (latent == 2) return {PlaneKind::latents};
  if (!has_codes(state)) return {PlaneKind::random, PlaneKind::latents};
  return {PlaneKind::principal, PlaneKind::latents, PlaneKind::random};
}

PlaneKind plane_kind(const AppState& state) {
  const auto kinds = plane_kinds(state);
  const auto& chosen = state.shown.view.map.plane;
  return chosen && std::find(kinds.begin(), kinds.end(), *chosen) != kinds.end() ? *chosen : kinds.front();
}

std::optional<Plane> map_plane(const AppState& state) {
  const std::int64_t latent = state.opened.model->spec().latent;
  const MapView& map = state.shown.view.map;
  switch (plane_kind(state)) {
    case PlaneKind::principal: {
      const CodesFile* codes = codes_in_use(state);
      if (codes == nullptr) return {};
      return principal_plane(state, *codes);
    }
    case PlaneKind::latents:
      return axis_plane(*state.shown.view.stage, latent, map.latents[0], map.latents[1]);
    case PlaneKind::random:
      return random_plane(latent, map.seed, with_class_of_stage(state, state.derived.sliders.mean));
  }
  check(false, "a known kind of plane");
  return {};
}

MapWindow whole_map(const AppState& state) {
  const Sliders& prior = state.derived.sliders;
  const auto [i, j] = state.shown.view.map.latents;
  const auto x = static_cast<std::size_t>(i);
  const auto y = static_cast<std::size_t>(j);
  MapWindow window;
  switch (plane_kind(state)) {
    case PlaneKind::principal:
      window.across = kDeviations * deviation_of_points(*state.published.codes);
      break;
    case PlaneKind::latents:
      window = {.x = static_cast<double>(prior.mean[x]),
                .y = static_cast<double>(prior.mean[y]),
                .across = kDeviations * static_cast<double>(std::max(prior.deviation[x], prior.deviation[y]))};
      break;
    case PlaneKind::random:
      window.across = kRadii * radius_of(prior.deviation);
      break;
  }
  return bounded(window);
}

MapWindow map_window(const AppState& state) {
  return state.shown.view.map.window ? *state.shown.view.map.window : whole_map(state);
}

bool has_points(const AppState& state) {
  return has_codes(state) && (plane_kind(state) == PlaneKind::principal || state.opened.model->spec().latent == 2);
}

std::optional<MapPoints> map_points(const AppState& state, const Plane& plane) {
  const CodesFile* codes = has_points(state) ? codes_in_use(state) : nullptr;
  if (codes == nullptr) return {};
  const auto directions = std::span(codes->components.values);
  const auto latent = static_cast<std::size_t>(codes->latent());
  const auto on_plane = [&](std::span<const float> direction) {
    return Coordinates{dot(direction, plane.x), dot(direction, plane.y)};
  };
  return MapPoints{codes,
                   {.origin = coordinates(plane, codes->mean.values),
                    .x = on_plane(directions.first(latent)),
                    .y = on_plane(directions.subspan(latent))}};
}

}  // namespace zscape
