// Between the core's values and LibTorch's tensors.
#pragma once

#include <torch/types.h>

#include <cstdint>
#include <span>

#include "nn/matrix.hpp"
#include "spec/tensor.hpp"

namespace zscape {

// To the CPU, as copies.
torch::Tensor to_torch(const Matrix& m);
torch::Tensor to_torch(const Tensor& tensor);

// From any device.
Matrix to_matrix(const torch::Tensor& tensor);  // of two dimensions
Tensor to_tensor(const torch::Tensor& tensor);

/// Labels as int64, [count].
torch::Tensor label_tensor(std::span<const std::uint8_t> labels, torch::Device device = torch::kCPU);

/// The same as one-hot rows, [count, classes], on the device of `labels`.
torch::Tensor one_hot_rows(const torch::Tensor& labels, std::int64_t classes);

}  // namespace zscape
