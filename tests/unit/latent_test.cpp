#include <catch2/catch.hpp>
#include <cmath>

#include "latent/drift.hpp"
#include "latent/interpolate.hpp"
#include "models/prior.hpp"

using namespace zscape;

namespace {
double norm(std::span<const float> z) {
  double sum = 0;
  for (const double value : z) sum += value * value;
  return std::sqrt(sum);
}
}  // namespace

TEST_CASE("a path begins at a and ends at b, exactly", "[latent]") {
  const Matrix z = sample_latents(20, 4, 0, 2);
  for (const Path path : {Path::linear, Path::spherical}) {
    const Matrix strip = interpolate_strip(path, row(z, 0), row(z, 1), 11);
    CHECK(strip.row(0) == z.row(0));
    CHECK(strip.row(10) == z.row(1));
  }
}

TEST_CASE("the spherical path keeps the norm between those of its ends, the linear one cuts the corner", "[latent]") {
  const std::vector<float> a = {3, 0}, b = {0, 3};
  CHECK(norm(interpolate(Path::spherical, a, b, 0.5)) == Approx(3.0));
  CHECK(norm(interpolate(Path::linear, a, b, 0.5)) == Approx(3.0 / std::sqrt(2.0)));
  const std::vector<float> c = {0, 5};
  CHECK(norm(interpolate(Path::spherical, a, c, 0.5)) == Approx(4.0));
}

TEST_CASE("spherical paths without a defined angle fall back to straight lines", "[latent]") {
  const std::vector<float> zero = {0, 0}, a = {1, 2}, opposite = {-1, -2};
  CHECK(interpolate(Path::spherical, zero, a, 0.5) == std::vector<float>{0.5f, 1.0f});
  CHECK(interpolate(Path::spherical, a, opposite, 0.25) == std::vector<float>{0.5f, 1.0f});
  CHECK(interpolate(Path::spherical, a, a, 0.3) == interpolate(Path::linear, a, a, 0.3));
}

TEST_CASE("the drifting wall begins at the seed's samples and stays typical of the prior", "[latent]") {
  CHECK(drifting_latents(20, 7, 30, 0.7f, 0.0) == sample_latents(20, 7, 0, 30, 0.7f));
  const Matrix later = drifting_latents(20, 7, 2000, 1.0f, 0.3);
  CHECK(std::abs(later.cast<double>().mean()) < 0.02);
  CHECK(std::abs(later.cast<double>().squaredNorm() / static_cast<double>(later.size()) - 1.0) < 0.03);
}
