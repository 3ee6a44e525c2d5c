// The noise that a denoising autoencoder learns to remove.
#pragma once

namespace at {
class Tensor;
}

namespace zscape {

enum class Corruption { none, gaussian, masking, salt_and_pepper };

/// `x` [batch, sample] in [0, 1] with noise from LibTorch's default generator: gaussian adds noise of standard deviation `level`;
/// masking turns the fraction `level` of the pixels black; salt_and_pepper turns it black or white, half each.
at::Tensor corrupt(const at::Tensor& x, Corruption corruption, double level);

}  // namespace zscape
