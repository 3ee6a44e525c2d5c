#include "trainer/torch/stored_rows.hpp"

#include <torch/utils.h>

namespace zscape {

torch::Tensor stored_rows(const LabelledImages& data) {
  const std::int64_t width = data.images.height * data.images.width;
  if (data.waves.empty())
    return torch::from_blob(const_cast<std::uint8_t*>(data.images.pixels.data()), {data.images.count, width}, torch::kUInt8);
  return torch::from_blob(const_cast<std::int16_t*>(data.waves.data()), {data.images.count, width}, torch::kInt16);
}

torch::Tensor unit_values(const torch::Tensor& stored) {
  const torch::Tensor values = stored.to(torch::kFloat32);
  return stored.scalar_type() == torch::kInt16 ? values.mul(1.0 / 65534.0).add_(0.5) : values.mul(1.0 / 255.0);
}

}  // namespace zscape
