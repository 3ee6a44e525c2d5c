// Images and waves of a data set as LibTorch tensors.
#pragma once

#include <torch/types.h>

#include "data/idx.hpp"

namespace zscape {

/// The values as they are stored, [count, sample]: uint8, or int16 for waves; on the CPU, in the memory of `data`.
torch::Tensor stored_rows(const LabelledImages& data);

/// Stored rows, on any device, as float32 in [0, 1]: byte / 255, or (1 + wave) / 2.
torch::Tensor unit_values(const torch::Tensor& stored);

}  // namespace zscape
