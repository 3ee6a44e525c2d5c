// Images and waves as LibTorch takes them.
#pragma once

#include <torch/types.h>

#include "data/idx.hpp"

namespace zscape {

/// As they are stored, [count, sample] of uint8 or, of waves, int16; on the CPU, in the memory of `data`.
torch::Tensor stored_rows(const LabelledImages& data);

/// Stored rows, on any device, as float32 in [0, 1]: 255ths, or (1 + wave) / 2.
torch::Tensor unit_values(const torch::Tensor& stored);

}  // namespace zscape
