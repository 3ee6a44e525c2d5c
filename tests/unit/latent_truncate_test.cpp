// The platform's erfc is the reference, with a tolerance.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

#include "latent/truncate.hpp"
#include "models/prior.hpp"

using namespace zscape;

namespace {

double probability(double x) { return 0.5 * std::erfc(-x / std::sqrt(2.0)); }

float truncated(float x, float bound) {
  truncate({&x, 1}, bound);
  return x;
}

}  // namespace

TEST_CASE("truncated normals have the probability that their normals had, among those inside", "[latent]") {
  for (const float bound : {0.1f, 0.5f, 1.0f, 2.0f, 3.5f, 6.0f}) {
    const double outside = probability(-bound);
    for (double x = -6.5; x <= 6.5; x += 0.01) {
      const auto normal = static_cast<float>(x);
      const double expected = outside + probability(normal) * (1.0 - 2.0 * outside);
      INFO(bound << ' ' << normal);
      CHECK(probability(truncated(normal, bound)) == Approx(expected).epsilon(1e-5));
    }
  }
}

TEST_CASE("truncation keeps the order of values, their signs and the bound", "[latent]") {
  constexpr float kInfinity = std::numeric_limits<float>::infinity();
  for (const float bound : {0.01f, 0.7f, 2.0f, 5.0f, 8.0f}) {
    float x = -7.0f;
    float before = truncated(x, bound);
    for (int i = 0; i < 200'000; ++i) {
      const float y = truncated(x, bound);
      if (!(y >= before && std::abs(y) <= bound && y <= before + 1e-3f)) FAIL("bound " << bound << ", " << x << " became " << y);
      if (truncated(-x, bound) != -y) FAIL("bound " << bound << ", " << -x << " did not mirror " << x);
      before = y;
      x = i % 2 ? x + 1.4e-4f : std::nextafter(x, kInfinity);
    }
    CHECK(x > 6.9f);
    CHECK(truncated(-40.0f, bound) == Approx(-bound));
  }
  CHECK(truncated(0.3f, 0.0f) == 0.0f);
}

TEST_CASE("an infinite bound leaves normals bit for bit, a wide one nearly so", "[latent]") {
  const Matrix normals = sample_latents(20, 3, 0, 500);
  Matrix same = normals, near = normals;
  truncate(values(same), std::numeric_limits<float>::infinity());
  CHECK(same == normals);
  truncate(values(near), 9.0f);
  CHECK((near - normals).cwiseAbs().maxCoeff() < 1e-6f);
}
