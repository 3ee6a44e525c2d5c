// Storage as 8-bit integers: a symmetric scale per channel, so that a weight is its integer times its channel's scale.
#pragma once

#include "weights/safetensors.hpp"

namespace zscape {

struct Quantized {
  StoredTensor integers;  // I8, of the tensor's shape
  Tensor scale;           // [channels]: the channel's greatest magnitude / 127
};

/// Rounds to nearest, ties to even. Channels are the entries of dimension `axis`.
Quantized quantize(const Tensor& tensor, std::size_t axis);

/// Error: a scale of another shape, or one that is negative; tensors are named.
Result<Tensor> dequantize(std::string_view name, const StoredTensor& integers, const Tensor& scale, std::size_t axis);

}  // namespace zscape
