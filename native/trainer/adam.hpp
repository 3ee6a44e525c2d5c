// Adam (Kingma and Ba, ICLR 2015, algorithm 1) with decoupled weight decay (Loshchilov and Hutter, ICLR 2019) over a list of named
// parameters, in multi-tensor operations: a few kernels per update however many parameters there are, and a state that a checkpoint
// can hold.
#pragma once

#include <torch/types.h>

#include <cmath>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace zscape {

struct Adam {
  std::vector<std::string> names;
  std::vector<torch::Tensor> parameters;
  std::vector<torch::Tensor> exp_avg;     // of the gradient, as parameters
  std::vector<torch::Tensor> exp_avg_sq;  // of its square
  std::int64_t step = 0;                  // updates made since the last reset
  double beta1 = 0.9;
  double weight_decay = 0.0;

  explicit Adam(const std::vector<std::pair<std::string, torch::Tensor>>& of) {
    for (const auto& [name, parameter] : of) {
      names.push_back(name);
      parameters.push_back(parameter);
      exp_avg.push_back(torch::zeros_like(parameter, torch::TensorOptions().requires_grad(false)));
      exp_avg_sq.push_back(torch::zeros_like(parameter, torch::TensorOptions().requires_grad(false)));
    }
  }

  /// Forgets every gradient seen.
  void reset() {
    step = 0;
    at::_foreach_zero_(exp_avg);
    at::_foreach_zero_(exp_avg_sq);
  }

  /// Drops gradients that were made in passing.
  void drop_gradients() {
    for (torch::Tensor& parameter : parameters) parameter.mutable_grad().reset();
  }

  /// One update from the parameters' gradients, which it then drops. Parameters without a gradient stay as they are.
  void update(double learning_rate) {
    constexpr double beta2 = 0.999, epsilon = 1e-8;
    const torch::NoGradGuard no_gradients;
    std::vector<torch::Tensor> changed, gradients, averages, squares;
    for (std::size_t i = 0; i < parameters.size(); ++i) {
      if (!parameters[i].grad().defined()) continue;
      changed.push_back(parameters[i]);
      gradients.push_back(parameters[i].grad());
      averages.push_back(exp_avg[i]);
      squares.push_back(exp_avg_sq[i]);
    }
    ++step;
    const double bias1 = 1.0 - std::pow(beta1, static_cast<double>(step));
    const double bias2 = 1.0 - std::pow(beta2, static_cast<double>(step));
    if (weight_decay > 0.0) at::_foreach_mul_(changed, 1.0 - learning_rate * weight_decay);
    at::_foreach_mul_(averages, beta1);
    at::_foreach_add_(averages, gradients, 1.0 - beta1);
    at::_foreach_mul_(squares, beta2);
    at::_foreach_addcmul_(squares, gradients, gradients, 1.0 - beta2);
    auto denominator = at::_foreach_sqrt(squares);
    at::_foreach_div_(denominator, std::sqrt(bias2));
    at::_foreach_add_(denominator, epsilon);
    at::_foreach_addcdiv_(changed, averages, denominator, -learning_rate / bias1);
    drop_gradients();
  }
};

}  // namespace zscape
