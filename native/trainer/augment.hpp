// Training pictures that are moved about a little, so that a model sees more of them than there are.
#pragma once

#include <torch/types.h>

#include "spec/model_spec.hpp"

namespace zscape {

/// `x` [batch, sample], each picture moved by its own whole number of pixels in each direction, `most` at most; black moves in.
torch::Tensor moved(const torch::Tensor& x, const Shape& sample, std::int64_t most);

}  // namespace zscape
