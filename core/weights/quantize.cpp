#include "weights/quantize.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace zscape {
namespace {

constexpr float kGreatest = 127.0f;

// Values per step along `axis`.
std::size_t stride_of(const Shape& shape, std::size_t axis) {
  std::size_t stride = 1;
  for (std::size_t i = axis + 1; i < shape.size(); ++i) stride *= static_cast<std::size_t>(shape[i]);
  return stride;
}

}  // namespace

Quantized quantize(const Tensor& tensor, std::size_t axis) {
  check(axis < tensor.shape.size(), "an axis of the tensor");
  const std::size_t stride = stride_of(tensor.shape, axis);
  const auto channels = static_cast<std::size_t>(tensor.shape[axis]);
  const auto channel = [&](std::size_t i) { return i / stride % channels; };
  const std::size_t size = tensor.values.size();

  Quantized result{{Dtype::i8, tensor.shape, Bytes(size)}, {{tensor.shape[axis]}, std::vector<float>(channels)}};
  std::vector<float>& scale = result.scale.values;
  for (std::size_t i = 0; i < size; ++i) scale[channel(i)] = std::max(scale[channel(i)], std::abs(tensor.values[i]));
  for (float& value : scale) value /= kGreatest;
  for (std::size_t i = 0; i < size; ++i) {
    const float step = scale[channel(i)];
    const float rounded = step > 0.0f ? std::nearbyint(tensor.values[i] / step) : 0.0f;
    result.integers.bytes[i] = static_cast<std::byte>(static_cast<std::int8_t>(std::clamp(rounded, -kGreatest, kGreatest)));
  }
  return result;
}

Result<Tensor> dequantize(std::string_view name, const StoredTensor& integers, const Tensor& scale, std::size_t axis) {
  check(integers.dtype == Dtype::i8 && axis < integers.shape.size(), "an axis of a tensor of integers");
  const Shape expected = {integers.shape[axis]};
  const std::string scale_name = "tensor \"" + std::string(name) + ".scale\"";
  if (scale.shape != expected)
    return Error{ErrorCode::mismatch, scale_name + " has shape " + to_string(scale.shape) + ": expected " + to_string(expected)};
  for (const float value : scale.values)
    if (value < 0.0f) return Error{ErrorCode::corrupt, scale_name + " holds a negative scale, " + std::to_string(value)};

  const std::size_t stride = stride_of(integers.shape, axis);
  Tensor tensor{integers.shape, std::vector<float>(integers.bytes.size())};
  for (std::size_t i = 0; i < tensor.values.size(); ++i) {
    const auto integer = static_cast<std::int8_t>(integers.bytes[i]);
    tensor.values[i] = static_cast<float>(integer) * scale.values[i / stride % scale.values.size()];
    if (!std::isfinite(tensor.values[i]))
      return Error{ErrorCode::corrupt,
                   "tensor \"" + std::string(name) + "\" holds a value that is not finite, at index " + std::to_string(i)};
  }
  return tensor;
}

}  // namespace zscape
