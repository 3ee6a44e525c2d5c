// The picture that a run writes after each epoch: samples of the same latents every time or, of a plain autoencoder, the same
// pictures with their reconstructions.
#pragma once

#include <torch/types.h>

#include "image/sheet.hpp"
#include "trainer/torch/torch_model.hpp"

namespace zscape {

/// `x` [count, sample] are training images, the same every time. Empty for a spec without a decoder.
Image epoch_sheet(const TorchModel& model, const torch::Tensor& x);

}  // namespace zscape
