// Adam (Kingma and Ba, ICLR 2015, algorithm 1) over a list of parameters, in multi-tensor operations: a few kernels per update
// however many parameters there are, and a state that is two lists and a count, so that a checkpoint can hold it.
#pragma once

#include <torch/types.h>

#include <cmath>
#include <cstdint>
#include <vector>

namespace zscape {

struct Adam {
  std::vector<torch::Tensor> parameters;
  std::vector<torch::Tensor> exp_avg;     // of the gradient, as parameters
  std::vector<torch::Tensor> exp_avg_sq;  // of its square
  std::int64_t step = 0;                  // updates made

  explicit Adam(std::vector<torch::Tensor> of) : parameters(std::move(of)) {
    for (const torch::Tensor& parameter : parameters) {
      exp_avg.push_back(torch::zeros_like(parameter));
      exp_avg_sq.push_back(torch::zeros_like(parameter));
    }
  }

  /// One update from the parameters' gradients, which it then drops.
  void update(double learning_rate) {
    constexpr double beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8;
    const torch::NoGradGuard no_gradients;
    std::vector<torch::Tensor> gradients;
    for (const torch::Tensor& parameter : parameters) gradients.push_back(parameter.grad());
    ++step;
    const double bias1 = 1.0 - std::pow(beta1, static_cast<double>(step));
    const double bias2 = 1.0 - std::pow(beta2, static_cast<double>(step));
    at::_foreach_mul_(exp_avg, beta1);
    at::_foreach_add_(exp_avg, gradients, 1.0 - beta1);
    at::_foreach_mul_(exp_avg_sq, beta2);
    at::_foreach_addcmul_(exp_avg_sq, gradients, gradients, 1.0 - beta2);
    auto denominator = at::_foreach_sqrt(exp_avg_sq);
    at::_foreach_div_(denominator, std::sqrt(bias2));
    at::_foreach_add_(denominator, epsilon);
    at::_foreach_addcdiv_(parameters, exp_avg, denominator, -learning_rate / bias1);
    for (torch::Tensor& parameter : parameters) parameter.mutable_grad().reset();
  }
};

}  // namespace zscape
