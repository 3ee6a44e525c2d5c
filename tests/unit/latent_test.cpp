#include <catch2/catch.hpp>
#include <cmath>

#include "latent/drift.hpp"
#include "latent/interpolate.hpp"
#include "models/prior.hpp"
#include "test_model.hpp"

using namespace zscape;
using namespace zscape::testing;

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
  CHECK(drifting_latents(20, {.seed = 7, .temperature = 0.7f}, 30, 0.0) == sample_latents(20, 7, 0, 30, 0.7f));
  const Matrix later = drifting_latents(20, {.seed = 7}, 2000, 0.3);
  CHECK(std::abs(later.cast<double>().mean()) < 0.02);
  CHECK(std::abs(later.cast<double>().squaredNorm() / static_cast<double>(later.size()) - 1.0) < 0.03);
}

TEST_CASE("a drifting wall of any model begins at its samples and keeps each row's component and class", "[latent]") {
  for (const ModelSpec& spec : {tiny_spec(), tiny_conditional_spec()}) {
    ModelFile file = unstored_model_file(spec, Dtype::f32);
    for (const bool fitted : {false, true}) {
      if (fitted) file.prior = random_prior(spec.latent);
      const auto model = Model::build(file);
      REQUIRE(model.ok());
      Draw draw{.seed = 7, .temperature = 0.7f};
      CHECK(drifting_codes(*model, draw, 30, 0.0) == model->sample(7, 0, 30, 0.7f));
      const Matrix later = drifting_codes(*model, draw, 30, 0.25);
      CHECK(later.leftCols(spec.latent) != model->sample(7, 0, 30, 0.7f).leftCols(spec.latent));
      const Eigen::Index classes = later.cols() - spec.latent;
      CHECK(later.rightCols(classes) == model->sample(7, 0, 30, 0.7f).rightCols(classes));
      draw.temperature = 0.0f;
      CHECK(drifting_codes(*model, draw, 30, 0.25) == model->sample(7, 0, 30, 0.0f));
    }
  }
}

TEST_CASE("every row of a wall has the class that is asked for", "[latent]") {
  const auto model = Model::build(unstored_model_file(tiny_conditional_spec(), Dtype::f32));
  CHECK(drifting_codes(*model, {.seed = 7, .label = 1}, 30, 0.0) == model->sample(7, 0, 30, 1.0f, 1));
}

TEST_CASE("truncated noise stays inside, and drifts without jumps", "[latent]") {
  const Draw draw{.seed = 7, .temperature = 0.5f, .truncation = 1.5f};
  Matrix before = drifting_latents(20, draw, 100, 0.0);
  CHECK(before.cwiseAbs().maxCoeff() < 0.75f);
  CHECK(before.cwiseAbs().maxCoeff() > 0.7f);
  for (int i = 1; i <= 100; ++i) {
    const Matrix now = drifting_latents(20, draw, 100, 0.001 * i);
    CHECK((now - before).cwiseAbs().maxCoeff() < 0.02f);
    before = now;
  }
}

TEST_CASE("raw noise takes the place of a fitted prior, with classes as ever", "[latent]") {
  ModelFile file = unstored_model_file(tiny_conditional_spec(), Dtype::f32);
  file.prior = random_prior(file.spec.latent);
  const auto model = Model::build(file);
  const Matrix raw = drifting_codes(*model, {.seed = 7, .temperature = 0.7f, .raw = true}, 30, 0.0);
  CHECK(raw.leftCols(3) == sample_latents(3, 7, 0, 30, 0.7f));
  CHECK(raw.rightCols(2) == model->sample(7, 0, 30, 0.7f).rightCols(2));
  const Matrix labelled = drifting_codes(*model, {.seed = 7, .raw = true, .label = 0}, 30, 0.0);
  CHECK(labelled.rightCols(2) == model->sample(7, 0, 30, 1.0f, 0).rightCols(2));
}

TEST_CASE("codes take the path with their latents and a straight line with their classes", "[latent]") {
  const std::vector<float> a = {3, 0, 1, 0}, b = {0, 3, 0, 1};
  const std::vector<float> half = interpolate(Path::spherical, 2, a, b, 0.5);
  CHECK(norm(std::span(half).first(2)) == Approx(3.0));
  CHECK(half[2] == 0.5f);
  CHECK(half[3] == 0.5f);
  const Matrix strip = interpolate_strip(Path::spherical, 2, a, b, 3);
  CHECK(std::vector<float>(row(strip, 0).begin(), row(strip, 0).end()) == a);
  CHECK(std::vector<float>(row(strip, 1).begin(), row(strip, 1).end()) == half);
  CHECK(std::vector<float>(row(strip, 2).begin(), row(strip, 2).end()) == b);
}
