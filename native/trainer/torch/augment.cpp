#include "trainer/torch/augment.hpp"

namespace zscape {

torch::Tensor shifted(const torch::Tensor& x, const Shape& sample, std::int64_t max) {
  const std::int64_t height = sample[1], width = sample[2], padded_width = width + 2 * max;
  const auto integers = torch::TensorOptions().dtype(torch::kInt64).device(x.device());
  const torch::Tensor padded = torch::constant_pad_nd(x.reshape({x.size(0), height, width}), {max, max, max, max}).flatten(1);
  const torch::Tensor rows = torch::arange(height, integers) * padded_width;
  const torch::Tensor base = (rows.unsqueeze(1) + torch::arange(width, integers).unsqueeze(0)).flatten();
  const torch::Tensor by = torch::randint(2 * max + 1, {2, x.size(0)}, integers);
  return padded.gather(1, base.unsqueeze(0) + (by[0] * padded_width + by[1]).unsqueeze(1));
}

}  // namespace zscape
