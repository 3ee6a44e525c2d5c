// Errors between images.
#pragma once

#include <torch/types.h>

namespace zscape {

/// The mean of the squared differences over all pixels of all images. Shapes agree; the sum is float64.
double mean_squared_error(const torch::Tensor& a, const torch::Tensor& b);

/// 10 log10(1 / mse), for pixels in [0, 1]: of the error over a whole set, not a mean of every image's own PSNR, in which a few
/// near-perfect images would outweigh the rest.
double psnr_db(double mse);

}  // namespace zscape
