// Planes through latent space, for maps of models of any number of dimensions.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace zscape {

struct Plane {
  std::vector<float> origin;  // a code: latents, then class weights where the model is conditional
  std::vector<float> x, y;    // [latent], directions

  bool operator==(const Plane&) const = default;
};

/// The plane of dimensions i and j of the latents, all others as in `code` [code]: its coordinates are those two values.
Plane axis_plane(std::span<const float> code, std::int64_t latent, std::int64_t i, std::int64_t j);

/// Through the code `origin` in two directions of length 1 at a right angle to each other, evenly drawn. latent >= 2.
Plane random_plane(std::int64_t latent, std::uint64_t seed, std::span<const float> origin);

/// origin + x plane.x + y plane.y, with the origin's class weights.
std::vector<float> code_at(const Plane& plane, double x, double y);

/// Where on the plane a code is, or the point nearest to it. For directions of length 1 at a right angle.
struct Coordinates {
  double x, y;
};
Coordinates coordinates(const Plane& plane, std::span<const float> code);

}  // namespace zscape
