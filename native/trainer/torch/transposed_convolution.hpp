// Transposed convolutions, made fast on the CPU.
#pragma once

#include <torch/types.h>

#include <cstdint>

namespace zscape {

/// torch::conv_transpose2d of x [batch, in, height, width] and weight [in, out, kernel, kernel].
torch::Tensor transposed_convolution(const torch::Tensor& x, const torch::Tensor& weight, const torch::Tensor& bias,
                                     std::int64_t stride, std::int64_t padding);

}  // namespace zscape
