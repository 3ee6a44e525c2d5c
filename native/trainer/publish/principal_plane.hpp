// The plane in which a set of codes is shown: principal component analysis, by the covariance's eigenvectors.
#pragma once

#include "nn/matrix.hpp"

namespace zscape {

/// z = mean + x components[0] + y components[1].
struct Plane {
  Eigen::RowVectorXf mean;  // [latent]
  Matrix components;        // [2, latent], orthonormal
};

/// The plane through the mean of `codes` [n, latent] in which they vary most, its first direction first; the largest entry of each
/// direction, the first of equals, is positive. Of two latents, the plane that they are: mean 0, the identity. At least two
/// latents, values finite. Sums are in doubles and in the order of the codes.
Plane principal_plane(const Matrix& codes);

/// Where the codes' projections lie in the plane.
Matrix project(const Matrix& codes /* [n, latent] */, const Plane& plane);  // [n, 2]

}  // namespace zscape
