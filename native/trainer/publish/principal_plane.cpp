#include "trainer/publish/principal_plane.hpp"

#include <Eigen/Eigenvalues>
#include <algorithm>

#include "base/error.hpp"

namespace zscape {
namespace {

using Doubles = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

// The lower triangle of n times the covariance, [latent, latent]. Plain loops: Eigen's product would sum in an order that depends
// on the machine's caches. A block of codes at a time stays in them.
Doubles scatter(const Matrix& codes, const Eigen::RowVectorXd& mean) {
  constexpr Eigen::Index kBlock = 64;
  Doubles sum = Doubles::Zero(codes.cols(), codes.cols());
  for (Eigen::Index first = 0; first < codes.rows(); first += kBlock) {
    const Doubles centred = codes.middleRows(first, std::min(kBlock, codes.rows() - first)).cast<double>().rowwise() - mean;
    for (Eigen::Index i = 0; i < codes.cols(); ++i)
      for (Eigen::Index n = 0; n < centred.rows(); ++n)
        for (Eigen::Index j = 0; j <= i; ++j) sum(i, j) += centred(n, i) * centred(n, j);
  }
  return sum;
}

void make_largest_positive(Eigen::Ref<Eigen::RowVectorXf> direction) {
  Eigen::Index largest = 0;
  direction.cwiseAbs().maxCoeff(&largest);
  if (direction(largest) < 0.0f) direction = -direction;
}

}  // namespace

Plane principal_plane(const Matrix& codes) {
  const Eigen::Index latent = codes.cols();
  check(codes.rows() >= 1 && latent >= 2, "a plane is of codes of two latents at least");
  Plane plane{Eigen::RowVectorXf::Zero(latent), Matrix::Identity(2, latent)};
  if (latent == 2) return plane;
  Eigen::RowVectorXd mean = Eigen::RowVectorXd::Zero(latent);
  for (Eigen::Index n = 0; n < codes.rows(); ++n) mean += codes.row(n).cast<double>();
  mean /= static_cast<double>(codes.rows());
  const Eigen::SelfAdjointEigenSolver<Doubles> solver(scatter(codes, mean));  // eigenvalues increase
  check(solver.info() == Eigen::Success, "the eigenvectors of a finite covariance are found");
  plane.mean = mean.cast<float>();
  for (Eigen::Index k = 0; k < 2; ++k) {
    plane.components.row(k) = solver.eigenvectors().col(latent - 1 - k).transpose().cast<float>();
    make_largest_positive(plane.components.row(k));
  }
  return plane;
}

Matrix project(const Matrix& codes, const Plane& plane) {
  Matrix points(codes.rows(), 2);
  for (Eigen::Index n = 0; n < codes.rows(); ++n)
    for (Eigen::Index k = 0; k < 2; ++k) {
      double sum = 0.0;
      for (Eigen::Index i = 0; i < codes.cols(); ++i)
        sum += (static_cast<double>(codes(n, i)) - plane.mean(i)) * plane.components(k, i);
      points(n, k) = static_cast<float>(sum);
    }
  return points;
}

}  // namespace zscape
