// The platform's libm is the reference here, with a tolerance: it is accurate, though not the same everywhere.
#include <catch2/catch.hpp>
#include <cmath>

#include "base/exact_math.hpp"

using namespace zscape;

TEST_CASE("exact_log is accurate over the range of doubles", "[base]") {
  for (double x = 1e-300; x < 1e300; x *= 1.7)
    CHECK(std::abs(exact_log(x) - std::log(x)) <= 4e-16 * std::max(1.0, std::abs(std::log(x))));
  for (double x = 0.5; x < 2.0; x += 1e-3) CHECK(std::abs(exact_log(x) - std::log(x)) <= 4e-16);
  CHECK(exact_log(1.0) == 0.0);
}

TEST_CASE("exact_exp is accurate and clamps", "[base]") {
  for (double x = -699.9; x < 700.0; x += 0.0371) CHECK(std::abs(exact_exp(x) / std::exp(x) - 1.0) <= 5e-16);
  CHECK(exact_exp(0.0) == 1.0);
  CHECK(exact_exp(-1e9) == exact_exp(-700.0));
  CHECK(exact_exp(1e9) == exact_exp(700.0));
}

TEST_CASE("exact_sin_cos is accurate and exact at quarter turns", "[base]") {
  for (double turns = -3.0; turns < 3.0; turns += 1e-3) {
    const long double angle = 2.0L * 3.14159265358979323846264338L * turns;
    const auto [sine, cosine] = exact_sin_cos(turns);
    CHECK(std::abs(sine - static_cast<double>(std::sin(angle))) <= 4e-16);
    CHECK(std::abs(cosine - static_cast<double>(std::cos(angle))) <= 4e-16);
  }
  CHECK(exact_sin_cos(0.0).cos == 1.0);
  CHECK(exact_sin_cos(0.25).sin == 1.0);
  CHECK(exact_sin_cos(0.5).sin == 0.0);
  CHECK(exact_sin_cos(-0.25).sin == -1.0);
}

TEST_CASE("exact_acos is accurate and clamps", "[base]") {
  for (double x = -1.0; x <= 1.0; x += 1e-3) CHECK(std::abs(exact_acos(x) - std::acos(x) / (2.0 * kPi)) <= 1e-15);
  CHECK(exact_acos(1.0) == 0.0);
  CHECK(exact_acos(2.0) == 0.0);
  CHECK(std::abs(exact_acos(-2.0) - 0.5) <= 1e-15);
}
