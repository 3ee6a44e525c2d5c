// Clouds, planes and activity: what lies around a code.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "latent/activity.hpp"
#include "latent/cloud.hpp"
#include "latent/drift.hpp"
#include "latent/plane.hpp"
#include "published_model.hpp"
#include "test_model.hpp"

using namespace zscape;
using namespace zscape::testing;

namespace {

double dot(std::span<const float> a, std::span<const float> b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += static_cast<double>(a[i]) * b[i];
  return sum;
}

}  // namespace

TEST_CASE("a cloud has its centre first, the others within their radius, and drifts", "[latent]") {
  const Model model = *Model::build(unstored_model_file(tiny_conditional_spec(), Dtype::f32));
  const std::vector<float> centre = {1.5f, -2, 0.25f, 0.3f, 0.7f};
  const Matrix codes = cloud(model, centre, 7, 500, 0.5f, 0.3);
  CHECK(std::equal(centre.begin(), centre.end(), row(codes, 0).begin()));
  const Matrix noise = drifting_latents(3, {.seed = 7}, 500, 0.3);
  for (Eigen::Index i = 1; i < codes.rows(); ++i)
    for (Eigen::Index d = 0; d < 5; ++d)
      CHECK(codes(i, d) == (d < 3 ? Approx(centre[static_cast<std::size_t>(d)] + 0.5f * noise(i, d)).margin(1e-6)
                                  : Approx(centre[static_cast<std::size_t>(d)]).epsilon(0)));
  CHECK(cloud(model, centre, 7, 20, 0.5f, 0.3) == codes.topRows(20));
  CHECK(cloud(model, centre, 7, 20, 0.5f, 0.31) != codes.topRows(20));
  CHECK(cloud(model, centre, 7, 20, 0.0f, 0.3) == codes.row(0).replicate(20, 1));
}

TEST_CASE("a cloud stays in the range of codes", "[latent]") {
  const Model model = published_model("sae");  // codes in (0, 1)
  const Matrix codes = cloud(model, row(model.sample(7, 0, 1, 1.0f), 0), 3, 50, 2.0f, 0.0);
  CHECK(codes.minCoeff() == 0.0f);
  CHECK(codes.maxCoeff() == 1.0f);
}

TEST_CASE("the plane of two dimensions has their values as coordinates", "[latent]") {
  const std::vector<float> code = {1, 2, 3, 4, 0, 1};  // four latents and two class weights
  const Plane plane = axis_plane(code, 4, 2, 0);
  CHECK(plane.origin == std::vector<float>{0, 2, 0, 4, 0, 1});
  CHECK(code_at(plane, 3, 1) == code);
  CHECK(code_at(plane, -0.5, 0.25) == std::vector<float>{0.25f, 2, -0.5f, 4, 0, 1});
  const Coordinates at = coordinates(plane, code);
  CHECK(at.x == 3.0);
  CHECK(at.y == 1.0);
}

TEST_CASE("a random plane has directions of length 1 at a right angle, and finds the codes on it again", "[latent]") {
  std::vector<float> origin(22);
  fill_normals(1, 0, origin);
  const Plane plane = random_plane(20, 7, origin);
  CHECK(plane == random_plane(20, 7, origin));
  CHECK(plane.x != random_plane(20, 8, origin).x);
  CHECK(dot(plane.x, plane.x) == Approx(1));
  CHECK(dot(plane.y, plane.y) == Approx(1));
  CHECK(dot(plane.x, plane.y) == Approx(0).margin(1e-7));
  CHECK(code_at(plane, 0, 0) == origin);
  const std::vector<float> code = code_at(plane, 1.5, -2.25);
  CHECK(std::equal(origin.begin() + 20, origin.end(), code.begin() + 20));
  const Coordinates at = coordinates(plane, code);
  CHECK(at.x == Approx(1.5).epsilon(1e-5));
  CHECK(at.y == Approx(-2.25).epsilon(1e-5));
}

TEST_CASE("the nearest point of a plane is at a right angle to what is left", "[latent]") {
  std::vector<float> origin(20), code(20);
  fill_normals(1, 0, origin);
  fill_normals(1, 1, code);
  const Plane plane = random_plane(20, 7, origin);
  const Coordinates at = coordinates(plane, code);
  std::vector<float> left = code_at(plane, at.x, at.y);
  for (std::size_t d = 0; d < 20; ++d) left[d] -= code[d];
  CHECK(dot(left, plane.x) == Approx(0).margin(1e-5));
  CHECK(dot(left, plane.y) == Approx(0).margin(1e-5));
}

TEST_CASE("activity is how much each dimension changes pictures, and 0 where it changes none", "[latent]") {
  ModelFile file = unstored_model_file(tiny_spec(), Dtype::f32);
  std::vector<float>& weight = file.tensors.at("fc3.weight").values;  // [5, 2]
  for (std::size_t i = 1; i < weight.size(); i += 2) weight[i] = 0.0f;
  const Model model = *Model::build(file);
  const std::vector<float> mean = {0.5f, 0}, deviation = {0.75f, 1};
  Activity activity(model, mean, deviation);
  CHECK(activity.values().empty());
  while (!activity.done()) activity.step(model);
  activity.step(model);
  REQUIRE(activity.values().size() == 2);
  CHECK(activity.values()[1] == 0.0);
  Matrix ends(2, 2);  // the other dimension has no say
  ends << -1, 0, 2, 0;
  const Matrix pictures = model.decode(ends);
  CHECK(activity.values()[0] == Approx((pictures.row(0) - pictures.row(1)).norm() / 3));
}

TEST_CASE("activity is made in pieces, within the range of codes, and tells active dimensions from idle ones", "[latent]") {
  const Model vae = published_model("vae");
  const std::vector<float> zero(20, 0.0f), one(20, 1.0f);
  Activity activity(vae, zero, one);
  activity.step(vae);
  CHECK_FALSE(activity.done());
  while (!activity.done()) activity.step(vae);
  const auto [least, most] = std::minmax_element(activity.values().begin(), activity.values().end());
  CHECK(*most > 3 * *least);

  const Model sae = published_model("sae");  // codes in (0, 1): all of a wide deviation lies between 0 and 1
  const auto finished = [&](float deviation) {
    Activity result(sae, std::vector<float>(256, 0.5f), std::vector<float>(256, deviation));
    while (!result.done()) result.step(sae);
    return result.values();
  };
  CHECK(finished(0.25f) == finished(100.0f));
}
