// The picture that a run leaves behind after each epoch: the same latents every time, or the same pictures and what an autoencoder
// makes of them.
#pragma once

#include <torch/types.h>

#include "image/sheet.hpp"
#include "torch_model.hpp"

namespace zscape {

/// `x` [count, sample] are fixed training images. A spec without a decoder gives an empty image.
Image epoch_sheet(const TorchModel& model, const torch::Tensor& x);

}  // namespace zscape
