#include "trainer/torch/adam.hpp"

#include <cmath>

namespace zscape {
namespace {

constexpr double kBeta2 = 0.999, kEpsilon = 1e-8;

// An update of one value: it becomes keep * value - rate * average / (sqrt(square) + epsilon), where rate and epsilon hold the
// corrections of both averages' bias (the end of the paper's section 2).
struct Update {
  double keep, beta1, rate, epsilon;

  void operator()(std::int64_t count, const float* gradient, float* average, float* square, float* value) const {
    const auto keep_value = static_cast<float>(keep), step = static_cast<float>(rate), little = static_cast<float>(epsilon);
    const auto old1 = static_cast<float>(beta1), new1 = static_cast<float>(1.0 - beta1);
    const auto old2 = static_cast<float>(kBeta2), new2 = static_cast<float>(1.0 - kBeta2);
    for (std::int64_t i = 0; i < count; ++i) {
      average[i] = old1 * average[i] + new1 * gradient[i];
      square[i] = old2 * square[i] + new2 * (gradient[i] * gradient[i]);
      value[i] = keep_value * value[i] - step * average[i] / (std::sqrt(square[i]) + little);
    }
  }
};

}  // namespace

Adam::Adam(const std::vector<std::pair<std::string, torch::Tensor>>& of) {
  for (const auto& [name, parameter] : of) {
    names.push_back(name);
    parameters.push_back(parameter);
    exp_avg.push_back(torch::zeros_like(parameter, torch::TensorOptions().requires_grad(false)));
    exp_avg_sq.push_back(torch::zeros_like(parameter, torch::TensorOptions().requires_grad(false)));
  }
}

void Adam::reset() {
  step = 0;
  at::_foreach_zero_(exp_avg);
  at::_foreach_zero_(exp_avg_sq);
}

void Adam::want_gradients(bool wanted) {
  for (torch::Tensor& parameter : parameters) parameter.set_requires_grad(wanted);
}

void Adam::update(double learning_rate) {
  const torch::NoGradGuard no_gradients;
  std::vector<torch::Tensor> changed, gradients, averages, squares;
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    if (!parameters[i].grad().defined()) continue;
    changed.push_back(parameters[i]);
    gradients.push_back(parameters[i].grad());
    averages.push_back(exp_avg[i]);
    squares.push_back(exp_avg_sq[i]);
    parameters[i].mutable_grad().reset();
  }
  ++step;
  const double bias1 = 1.0 - std::pow(beta1, static_cast<double>(step));
  const double bias2 = std::sqrt(1.0 - std::pow(kBeta2, static_cast<double>(step)));
  const Update update{.keep = 1.0 - learning_rate * weight_decay,
                      .beta1 = beta1,
                      .rate = learning_rate * bias2 / bias1,
                      .epsilon = kEpsilon * bias2};
  if (changed.empty()) return;
  if (changed[0].is_cpu()) {
    for (std::size_t i = 0; i < changed.size(); ++i) {
      update(changed[i].numel(), gradients[i].contiguous().data_ptr<float>(), averages[i].data_ptr<float>(),
             squares[i].data_ptr<float>(), changed[i].data_ptr<float>());
      changed[i].unsafeGetTensorImpl()->bump_version();  // as LibTorch's own operations do: a graph that saved it is outdated
    }
    return;
  }
  if (weight_decay > 0.0) at::_foreach_mul_(changed, update.keep);
  at::_foreach_mul_(averages, beta1);
  at::_foreach_add_(averages, gradients, 1.0 - beta1);
  at::_foreach_mul_(squares, kBeta2);
  at::_foreach_addcmul_(squares, gradients, gradients, 1.0 - kBeta2);
  auto denominator = at::_foreach_sqrt(squares);
  at::_foreach_add_(denominator, update.epsilon);
  at::_foreach_addcdiv_(changed, averages, denominator, -update.rate);
}

}  // namespace zscape
