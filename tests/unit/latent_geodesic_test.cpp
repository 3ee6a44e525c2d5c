// The geodesic on published models, and the linear algebra under it on a system whose solution is known.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "latent/block_tridiagonal.hpp"
#include "latent/geodesic.hpp"
#include "latent/interpolate.hpp"
#include "published_model.hpp"
#include "test_model.hpp"

using namespace zscape;
using namespace zscape::testing;

namespace {

Geodesic finished(const Model& model, std::span<const float> a, std::span<const float> b) {
  Geodesic geodesic(model, a, b);
  while (!geodesic.done()) geodesic.step(model);
  return geodesic;
}

Matrix strip(const Geodesic& geodesic, std::int64_t count, std::int64_t width) {
  Matrix codes(count, width);
  for (std::int64_t i = 0; i < count; ++i) {
    const auto code = geodesic.point(static_cast<double>(i) / static_cast<double>(count - 1));
    std::copy(code.begin(), code.end(), row(codes, i).begin());
  }
  return codes;
}

}  // namespace

TEST_CASE("a block tridiagonal system is solved", "[latent]") {
  constexpr std::int64_t kBlocks = 4, kSize = 3, kAll = kBlocks * kSize;
  std::vector<float> numbers(kAll * kAll + kAll);
  fill_normals(5, 0, numbers);
  const auto x = [&](std::int64_t i) { return static_cast<double>(numbers[static_cast<std::size_t>(kAll * kAll + i)]); };
  const auto entry = [&](std::int64_t i, std::int64_t j) {  // symmetric and, with so large a diagonal, positive definite
    if (std::abs(i / kSize - j / kSize) > 1) return 0.0;
    return static_cast<double>(numbers[static_cast<std::size_t>(std::min(i, j) * kAll + std::max(i, j))]) + (i == j ? 20.0 : 0.0);
  };
  BlockTridiagonal system(kBlocks, kSize);
  for (std::int64_t i = 0; i < kAll; ++i)
    for (std::int64_t j = 0; j < kAll; ++j) {
      const auto at = static_cast<std::size_t>(i % kSize * kSize + j % kSize);
      if (i / kSize == j / kSize) system.diagonal(i / kSize)[at] = entry(i, j);
      if (i / kSize + 1 == j / kSize) system.upper(j / kSize)[at] = entry(i, j);
      system.vector(i / kSize)[static_cast<std::size_t>(i % kSize)] += entry(i, j) * x(j);
    }
  for (std::int64_t k = 0; k < kBlocks; ++k) system.eliminate(k);
  system.solve();
  for (std::int64_t i = 0; i < kAll; ++i)
    CHECK(system.vector(i / kSize)[static_cast<std::size_t>(i % kSize)] == Approx(x(i)).epsilon(1e-12));
}

TEST_CASE("a geodesic is shorter than the linear and the spherical path, and ends exactly at its ends", "[latent]") {
  for (const char* id : {"vae", "vae2d", "cvae"}) {
    const Model model = published_model(id);
    const std::int64_t latent = model.spec().latent;
    const Matrix z = model.sample(7, 0, 6, 1.0f);
    for (Eigen::Index i = 0; i < z.rows(); i += 2) {
      INFO(id << ", samples " << i << " and " << i + 1);
      const Matrix path = strip(finished(model, row(z, i), row(z, i + 1)), 65, z.cols());
      CHECK(path.row(0) == z.row(i));
      CHECK(path.row(64) == z.row(i + 1));
      const double length = picture_length(model, path);
      for (const Path other : {Path::linear, Path::spherical})
        CHECK(length < picture_length(model, interpolate_strip(other, latent, row(z, i), row(z, i + 1), 65)));
    }
  }
}

TEST_CASE("equal steps along a geodesic are equally far from picture to picture", "[latent]") {
  const Model model = published_model("vae");
  const Matrix z = model.sample(3, 0, 2, 1.0f);
  const Matrix path = strip(finished(model, row(z, 0), row(z, 1)), 9, z.cols());
  const double mean = picture_length(model, path) / 8;
  for (Eigen::Index i = 0; i < 8; ++i) CHECK(picture_length(model, path.middleRows(i, 2)) == Approx(mean).epsilon(0.05));
}

TEST_CASE("a geodesic is the same to the last bit however its steps are spread, and a path at any time before", "[latent]") {
  const Model model = published_model("vae");
  const Matrix z = model.sample(9, 0, 2, 1.0f);
  const Matrix expected = strip(finished(model, row(z, 0), row(z, 1)), 33, z.cols());
  Geodesic geodesic(model, row(z, 0), row(z, 1));
  CHECK(strip(geodesic, 17, z.cols()) == interpolate_strip(Path::linear, row(z, 0), row(z, 1), 17));
  double length = picture_length(model, strip(geodesic, 33, z.cols()));
  while (!geodesic.done()) {
    Geodesic copy = geodesic;  // a value: what happens to a copy changes nothing
    copy.step(model);
    for (int i = 0; i < 5; ++i) geodesic.step(model);
    const Matrix path = strip(geodesic, 33, z.cols());
    CHECK(path.row(0) == z.row(0));
    CHECK(path.row(32) == z.row(1));
    const double shorter = picture_length(model, path);
    CHECK(shorter < 1.01 * length);
    length = shorter;
  }
  CHECK(strip(geodesic, 33, z.cols()) == expected);
}

TEST_CASE("a geodesic keeps codes in their range and takes class weights in even steps", "[latent]") {
  const Model relu = published_model("ae");
  const Matrix z = relu.sample(7, 0, 2, 1.0f);
  CHECK(strip(finished(relu, row(z, 0), row(z, 1)), 33, z.cols()).minCoeff() >= 0.0f);

  const Model conditional = *Model::build(unstored_model_file(tiny_conditional_spec(), Dtype::f32));
  const Matrix codes = conditional.sample(7, 0, 2, 1.0f);
  const Geodesic geodesic = finished(conditional, row(codes, 0), row(codes, 1));
  float before = 1.0f;
  for (int i = 0; i <= 32; ++i) {
    const auto code = geodesic.point(i / 32.0);
    CHECK(code[3] + code[4] == Approx(1.0));
    CHECK(code[3] <= before);
    before = code[3];
  }
}

TEST_CASE("a geodesic between codes of one picture stays where it is", "[latent]") {
  ModelFile file = unstored_model_file(tiny_spec(), Dtype::f32);
  for (float& value : file.tensors.at("fc3.weight").values) value = 0.0f;  // the picture hears nothing of the code
  const Model model = *Model::build(file);
  const std::vector<float> a = {0, 1}, b = {2, 3};
  const Geodesic geodesic = finished(model, a, b);
  CHECK(geodesic.point(0) == a);
  CHECK(geodesic.point(0.5) == std::vector<float>{1, 2});
  CHECK(geodesic.point(1) == b);
  CHECK(finished(model, a, a).point(0.3) == a);
}

TEST_CASE("a geodesic between codes far outside of any prior stays finite", "[latent]") {
  const Model model = published_model("vae2d");
  const std::vector<float> a = {1e30f, -1e30f}, b = {-1e30f, 2};
  const Geodesic geodesic = finished(model, a, b);
  for (int i = 0; i <= 32; ++i)
    for (const float value : geodesic.point(i / 32.0)) CHECK(std::isfinite(value));
}

TEST_CASE("which models have geodesics", "[latent]") {
  CHECK(has_geodesic(published_model("vae").spec()));
  CHECK(has_geodesic(published_model("ae128").spec()));
  CHECK_FALSE(has_geodesic(published_model("sae").spec()));    // 256 dimensions
  CHECK_FALSE(has_geodesic(published_model("lenet").spec()));  // no decoder
}
