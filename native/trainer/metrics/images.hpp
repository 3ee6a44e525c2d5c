// Errors between images, and the corruptions that a denoising autoencoder learns to undo: training and evaluation draw them here.
#pragma once

#include <torch/types.h>

namespace zscape {

/// The mean of the squared differences over all pixels of all images. Shapes agree; the sum is float64.
double mean_squared_error(const torch::Tensor& a, const torch::Tensor& b);

/// 10 log10(1 / mse), for pixels in [0, 1]: of the error over a whole set, not a mean of every image's own PSNR, in which a few
/// near-perfect images would outweigh the rest.
double psnr_db(double mse);

enum class Corruption {
  none,
  gaussian,         // adds N(0, level^2) and does not clip: at 0.3 the input's PSNR is 10.46 dB for any image
  masking,          // sets the fraction `level` of the pixels to 0 (Vincent et al. 2010)
  salt_and_pepper,  // sets the fraction `level` of the pixels to 0 or 1, equally often (Vincent et al. 2010)
};

/// `x` with noise; `generator` belongs to x's device and moves on.
torch::Tensor corrupt(const torch::Tensor& x, Corruption kind, double level, torch::Generator generator);

}  // namespace zscape
