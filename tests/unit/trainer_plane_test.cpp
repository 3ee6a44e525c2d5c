// Principal component analysis of codes.
#include <catch2/catch.hpp>

#include "base/philox.hpp"
#include "trainer/publish/principal_plane.hpp"

using namespace zscape;

namespace {

// Codes that vary along chosen directions: 5 times noise along `first`, 2 times along `second`, a little along everything.
Matrix spread(std::int64_t count, const Eigen::RowVectorXf& mean, const Eigen::RowVectorXf& first,
              const Eigen::RowVectorXf& second) {
  Matrix noise(count, mean.size() + 2);
  fill_normals(3, 0, values(noise));
  Matrix codes = 0.1f * noise.leftCols(mean.size());
  for (Eigen::Index n = 0; n < count; ++n)
    codes.row(n) += mean + 5.0f * noise(n, mean.size()) * first + 2.0f * noise(n, mean.size() + 1) * second;
  return codes;
}

}  // namespace

TEST_CASE("the plane of greatest variance is found, its first direction first", "[trainer]") {
  Eigen::RowVectorXf mean(4), first(4), second(4);
  mean << 1, -2, 3, 0;
  first << 0.6f, 0, -0.8f, 0;
  second << 0, 1, 0, 0;
  const Matrix codes = spread(2000, mean, first, second);
  const Plane plane = principal_plane(codes);
  CHECK((plane.mean - mean).norm() < 0.4f);
  CHECK((plane.components.row(0) + first).norm() < 0.05f);  // the largest entry, -0.8 of the direction that was drawn, is positive
  CHECK((plane.components.row(1) - second).norm() < 0.05f);
}

TEST_CASE("points in the principal plane are centred, uncorrelated and as far apart as their codes allow", "[trainer]") {
  Eigen::RowVectorXf mean(4), first(4), second(4);
  mean << 4, 4, 4, 4;
  first << 0.5f, 0.5f, 0.5f, 0.5f;
  second << 0.5f, -0.5f, 0.5f, -0.5f;
  const Matrix codes = spread(1000, mean, first, second);
  const Plane plane = principal_plane(codes);
  const Eigen::MatrixXd gram = plane.components.cast<double>() * plane.components.cast<double>().transpose();
  CHECK((gram - Eigen::Matrix2d::Identity()).norm() < 1e-6);
  const Eigen::MatrixXd points = project(codes, plane).cast<double>();
  CHECK(points.colwise().mean().norm() < 1e-5);
  const Eigen::Matrix2d covariance = points.transpose() * points / 1000.0;
  CHECK(std::abs(covariance(0, 1)) < 1e-4);
  CHECK(covariance(0, 0) > covariance(1, 1));
  const double total = (codes.rowwise() - plane.mean).cast<double>().squaredNorm() / 1000.0;
  CHECK(covariance.trace() < total);
  CHECK(covariance.trace() > 0.99 * total);
}

TEST_CASE("the plane of two latents is the latents themselves", "[trainer]") {
  Matrix codes(3, 2);
  codes << 1, 2, 3, 4, -5, 7;
  const Plane plane = principal_plane(codes);
  CHECK(plane.mean.isZero(0.0f));
  CHECK(plane.components == Matrix::Identity(2, 2));
  CHECK(project(codes, plane) == codes);
}

TEST_CASE("codes that never change have a plane too", "[trainer]") {
  const Plane plane = principal_plane(Matrix::Constant(10, 3, 2.0f));
  CHECK((plane.components * plane.components.transpose()).isIdentity(1e-6f));
  CHECK(project(Matrix::Constant(1, 3, 2.0f), plane).isZero(1e-6f));
}
