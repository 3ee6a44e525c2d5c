#include <catch2/catch.hpp>
#include <cmath>

#include "latent/blend.hpp"
#include "test_model.hpp"

using namespace zscape;
using namespace zscape::testing;

namespace {

using Codes = std::vector<std::vector<float>>;

/// Two dimensions whose encoder gives nothing below 0.
ModelSpec relu_spec() {
  return {.id = "relu",
          .title = "ReLU",
          .sample = {1, 2, 2},
          .latent = 2,
          .encoder = {{"in", Linear{4, 2}}, Relu{}},
          .decoder = {{"out", Linear{2, 4}}}};
}

std::vector<float> code(const Matrix& grid, Eigen::Index i) { return {row(grid, i).begin(), row(grid, i).end()}; }

}  // namespace

TEST_CASE("a grid has its anchors exactly at its corners", "[latent]") {
  const ModelSpec spec = tiny_conditional_spec();
  const Codes anchors = {{1.1f, 2, 3, 1, 0}, {-4, 0.3f, 2, 0, 1}, {0.7f, 0.1f, -9, 0, 1}, {5, 5, 6, 1, 0}};
  for (const Path path : {Path::linear, Path::spherical}) {
    const Matrix grid = blend_grid(path, spec, anchors, 4, 5);
    REQUIRE(grid.rows() == 20);
    CHECK(code(grid, 0) == anchors[0]);
    CHECK(code(grid, 4) == anchors[1]);
    CHECK(code(grid, 15) == anchors[2]);
    CHECK(code(grid, 19) == anchors[3]);
    CHECK(code(grid, 2 * 5 + 3) == blend(path, spec, anchors, 3.0 / 4, 2.0 / 3));
    const Matrix top = interpolate_strip(path, spec.latent, anchors[0], anchors[1], 5);
    const Matrix right = interpolate_strip(path, spec.latent, anchors[1], anchors[3], 4);
    CHECK(grid.topRows(5) == top);
    for (Eigen::Index i = 0; i < 4; ++i) CHECK(grid.row(5 * i + 4) == right.row(i));
  }
}

TEST_CASE("a linear blend is bilinear, a spherical one keeps the norm", "[latent]") {
  const ModelSpec spec = tiny_spec();
  const Codes anchors = {{0, 0}, {4, 0}, {0, 8}, {4, 16}};
  CHECK(blend(Path::linear, spec, anchors, 0.5, 0.5) == std::vector<float>{2, 6});
  CHECK(blend(Path::linear, spec, anchors, 0.25, 1) == std::vector<float>{1, 10});
  const Codes round = {{2, 0}, {0, 2}, {-2, 0}, {0, 2}};
  const auto middle = blend(Path::spherical, spec, round, 0.5, 0.25);
  CHECK(std::hypot(middle[0], middle[1]) == Approx(2));
}

TEST_CASE("three anchors complete a parallelogram, two make a line", "[latent]") {
  const ModelSpec spec = tiny_conditional_spec();
  const Codes three = {{1, 1, 1, 1, 0}, {2, 1, 1, 0, 1}, {1, 3, 1, 1, 0}};
  CHECK(blend(Path::linear, spec, three, 1, 1) == std::vector<float>{2, 3, 1, 0, 1});
  const Codes two = {three[0], three[1]};
  CHECK(blend_grid(Path::spherical, spec, two, 1, 7) == interpolate_strip(Path::spherical, 3, two[0], two[1], 7));
  CHECK(blend(Path::linear, spec, two, 0.5, 0.9) == blend(Path::linear, spec, two, 0.5, 0));
  CHECK(code(blend_grid(Path::linear, spec, two, 1, 1), 0) == two[0]);
}

TEST_CASE("arithmetic adds and takes away latents, keeps the first one's class, and stays in range", "[latent]") {
  CHECK(add(tiny_conditional_spec(), Codes{{1, 2, 3, 1, 0}}[0], Codes{{0.5f, 0, 1, 0, 1}}[0], Codes{{1, 1, -4, 0, 1}}[0]) ==
        std::vector<float>{1.5f, 3, -2, 1, 0});
  CHECK(add(relu_spec(), Codes{{1, 2}}[0], Codes{{3, 1}}[0], Codes{{1, 1}}[0]) == std::vector<float>{0, 2});
  CHECK(blend(Path::linear, relu_spec(), Codes{{3, 1}, {1, 2}, {1, 1}}, 1, 1) == std::vector<float>{0, 2});
}
