// Data augmentation: training pictures are shifted a little, so that a model sees more of them than there are.
#pragma once

#include <torch/types.h>

#include "spec/model_spec.hpp"

namespace zscape {

/// `x` [batch, sample], each picture shifted by random whole numbers of pixels, at most `max` in each direction; what becomes free
/// is black.
torch::Tensor shifted(const torch::Tensor& x, const Shape& sample, std::int64_t max);

}  // namespace zscape
