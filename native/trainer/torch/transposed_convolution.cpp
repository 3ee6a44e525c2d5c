#include "trainer/torch/transposed_convolution.hpp"

#include <torch/csrc/autograd/custom_function.h>

#include <array>

namespace zscape {
namespace {

// A convolution's gradient by its input or by its weight.
torch::Tensor gradient(const torch::Tensor& of_output, const torch::Tensor& input, const torch::Tensor& weight,
                       std::array<bool, 3> by, std::int64_t stride, std::int64_t padding) {
  const auto gradients = at::convolution_backward(of_output, input, weight, at::OptionalIntArrayRef(), {stride, stride},
                                                  {padding, padding}, {1, 1}, false, {0, 0}, 1, by);
  return by[0] ? std::get<0>(gradients) : std::get<1>(gradients);
}

// A transposed convolution is the gradient of a convolution by its input, which oneDNN computes several times as fast as LibTorch's
// own loops do.
struct Transposed : torch::autograd::Function<Transposed> {
  static torch::Tensor forward(torch::autograd::AutogradContext* context, const torch::Tensor& x, const torch::Tensor& weight,
                               std::int64_t stride, std::int64_t padding) {
    context->save_for_backward({x, weight});
    context->saved_data["stride"] = stride;
    context->saved_data["padding"] = padding;
    const auto size = [&](std::int64_t axis) { return (x.size(axis) - 1) * stride - 2 * padding + weight.size(axis); };
    const torch::Tensor output = torch::empty({x.size(0), weight.size(1), size(2), size(3)}, x.options());
    return gradient(x, output, weight, {true, false, false}, stride, padding);
  }

  static torch::autograd::variable_list backward(torch::autograd::AutogradContext* context,
                                                 const torch::autograd::variable_list& gradients) {
    const auto saved = context->get_saved_variables();
    const torch::Tensor &x = saved[0], &weight = saved[1], &of_output = gradients[0];
    const std::int64_t stride = context->saved_data["stride"].toInt(), padding = context->saved_data["padding"].toInt();
    return {torch::conv2d(of_output, weight, {}, stride, padding),
            gradient(x, of_output, weight, {false, true, false}, stride, padding), torch::Tensor(), torch::Tensor()};
  }
};

}  // namespace

torch::Tensor transposed_convolution(const torch::Tensor& x, const torch::Tensor& weight, const torch::Tensor& bias,
                                     std::int64_t stride, std::int64_t padding) {
  constexpr std::int64_t kMinChannels = 8;  // with fewer of them oneDNN is the slower one
  const bool single = x.size(2) == 1 && x.size(3) == 1 && padding == 0;
  if (!x.is_cpu() || x.scalar_type() != torch::kFloat32 || (!single && weight.size(1) < kMinChannels))
    return torch::conv_transpose2d(x, weight, bias, stride, padding);
  const torch::Tensor y =
      single ? torch::matmul(x.flatten(1), weight.flatten(1)).reshape({x.size(0), weight.size(1), weight.size(2), weight.size(3)})
             : Transposed::apply(x, weight, stride, padding);
  return bias.defined() ? y + bias.reshape({1, -1, 1, 1}) : y;
}

}  // namespace zscape
