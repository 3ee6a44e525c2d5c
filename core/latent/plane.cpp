#include "latent/plane.hpp"

#include <cmath>

#include "base/error.hpp"
#include "base/philox.hpp"

namespace zscape {
namespace {

void normalize(std::vector<double>& direction) {
  double square = 0.0;
  for (const double value : direction) square += value * value;
  const double length = std::sqrt(square);
  for (double& value : direction) value /= length;
}

std::vector<double> random_direction(std::int64_t latent, std::uint64_t seed, std::uint64_t stream) {
  std::vector<float> normals(static_cast<std::size_t>(latent));
  fill_normals(seed, stream, normals);
  std::vector<double> direction(normals.begin(), normals.end());
  normalize(direction);
  return direction;
}

}  // namespace

Plane axis_plane(std::span<const float> code, std::int64_t latent, std::int64_t i, std::int64_t j) {
  check(i >= 0 && i < latent && j >= 0 && j < latent && i != j, "a plane takes two dimensions");
  check(latent <= std::ssize(code), "a code is as wide as its latents");
  const std::vector<float> none(static_cast<std::size_t>(latent));
  Plane plane{.origin = {code.begin(), code.end()}, .x = none, .y = none};
  plane.origin[static_cast<std::size_t>(i)] = 0.0f;
  plane.origin[static_cast<std::size_t>(j)] = 0.0f;
  plane.x[static_cast<std::size_t>(i)] = 1.0f;
  plane.y[static_cast<std::size_t>(j)] = 1.0f;
  return plane;
}

Plane random_plane(std::int64_t latent, std::uint64_t seed, std::span<const float> origin) {
  check(latent >= 2 && latent <= std::ssize(origin), "a plane needs two dimensions");
  const std::vector<double> x = random_direction(latent, seed, 0);
  std::vector<double> y = random_direction(latent, seed, 1);
  double along = 0.0;  // Gram and Schmidt
  for (std::size_t d = 0; d < x.size(); ++d) along += x[d] * y[d];
  for (std::size_t d = 0; d < x.size(); ++d) y[d] -= along * x[d];
  normalize(y);
  return {.origin = {origin.begin(), origin.end()}, .x = {x.begin(), x.end()}, .y = {y.begin(), y.end()}};
}

std::vector<float> code_at(const Plane& plane, double x, double y) {
  std::vector<float> code = plane.origin;
  for (std::size_t d = 0; d < plane.x.size(); ++d) code[d] = static_cast<float>(code[d] + x * plane.x[d] + y * plane.y[d]);
  return code;
}

Coordinates coordinates(const Plane& plane, std::span<const float> code) {
  check(code.size() >= plane.x.size(), "a plane takes codes of its model");
  Coordinates at{0.0, 0.0};
  for (std::size_t d = 0; d < plane.x.size(); ++d) {
    const double from_origin = static_cast<double>(code[d]) - plane.origin[d];
    at.x += from_origin * plane.x[d];
    at.y += from_origin * plane.y[d];
  }
  return at;
}

}  // namespace zscape
