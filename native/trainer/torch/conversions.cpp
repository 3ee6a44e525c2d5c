#include "trainer/torch/conversions.hpp"

#include <torch/utils.h>

#include <algorithm>

#include "base/error.hpp"

namespace zscape {

torch::Tensor to_torch(const Matrix& m) {
  return torch::from_blob(const_cast<float*>(m.data()), {m.rows(), m.cols()}, torch::kFloat32).clone();
}

torch::Tensor to_torch(const Tensor& tensor) {
  torch::Tensor result = torch::empty(tensor.shape, torch::kFloat32);
  check(static_cast<std::size_t>(result.numel()) == tensor.values.size(), "a tensor holds what its shape says");
  std::copy(tensor.values.begin(), tensor.values.end(), result.data_ptr<float>());
  return result;
}

Matrix to_matrix(const torch::Tensor& tensor) {
  const torch::Tensor values = tensor.cpu().contiguous();
  return Eigen::Map<const Matrix>(values.data_ptr<float>(), values.size(0), values.size(1));
}

Tensor to_tensor(const torch::Tensor& tensor) {
  const torch::Tensor values = tensor.detach().to(torch::kCPU).to(torch::kFloat32).contiguous();
  const float* first = values.data_ptr<float>();
  return {tensor.sizes().vec(), std::vector<float>(first, first + values.numel())};
}

torch::Tensor label_tensor(std::span<const std::uint8_t> labels, torch::Device device) {
  return torch::from_blob(const_cast<std::uint8_t*>(labels.data()), {std::ssize(labels)}, torch::kUInt8).to(device, torch::kInt64);
}

torch::Tensor one_hot_rows(const torch::Tensor& labels, std::int64_t classes) {
  return torch::zeros({labels.size(0), classes}, torch::dtype(torch::kFloat32).device(labels.device()))
      .scatter_(1, labels.unsqueeze(1), 1.0);
}

}  // namespace zscape
