#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "base/philox.hpp"

using namespace zscape;

TEST_CASE("Philox4x32-10 agrees with the known answers of its authors", "[base]") {
  using Words = std::array<std::uint32_t, 4>;
  CHECK(philox4x32({0, 0, 0, 0}, {0, 0}) == Words{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
  CHECK(philox4x32({0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff}, {0xffffffff, 0xffffffff}) ==
        Words{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd});
  CHECK(philox4x32({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}) ==
        Words{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1});
}

TEST_CASE("normals have the moments of N(0, 1)", "[base]") {
  std::vector<float> z(1'000'000);
  fill_normals(5, 0, z);
  double sum = 0, square = 0, cube = 0, fourth = 0;
  for (const double x : z) sum += x, square += x * x, cube += x * x * x, fourth += x * x * x * x;
  const double n = static_cast<double>(z.size());
  CHECK(std::abs(sum / n) < 0.005);
  CHECK(std::abs(square / n - 1.0) < 0.01);
  CHECK(std::abs(cube / n) < 0.02);
  CHECK(std::abs(fourth / n - 3.0) < 0.05);
}

TEST_CASE("normals depend on seed, stream and index alone", "[base]") {
  std::vector<float> longer(50), shorter(7), other_seed(7), other_stream(7);
  fill_normals(5, 9, longer);
  fill_normals(5, 9, shorter);
  fill_normals(6, 9, other_seed);
  fill_normals(5, 10, other_stream);
  CHECK(std::equal(shorter.begin(), shorter.end(), longer.begin()));
  CHECK(shorter != other_seed);
  CHECK(shorter != other_stream);
}

TEST_CASE("uniforms fill [0, 1) evenly and are no function of the normals' words", "[base]") {
  std::vector<float> u(10000);
  fill_uniforms(3, 9, u);
  double sum = 0.0, squares = 0.0;
  for (const float value : u) {
    REQUIRE((value >= 0.0f && value < 1.0f));
    sum += value;
    squares += value * value;
  }
  CHECK(std::abs(sum / 10000 - 0.5) < 0.01);
  CHECK(std::abs(squares / 10000 - 1.0 / 3) < 0.01);
  std::vector<float> some(10);
  fill_uniforms(3, 9, some);
  CHECK(std::equal(some.begin(), some.end(), u.begin()));
}
