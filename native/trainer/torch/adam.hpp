// Adam (Kingma and Ba, ICLR 2015, algorithm 1) with decoupled weight decay (Loshchilov and Hutter, ICLR 2019) over a list of named
// parameters, and a state that a checkpoint can hold: one pass over each parameter on the CPU, a few kernels for all of them
// elsewhere.
#pragma once

#include <torch/types.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace zscape {

struct Adam {
  std::vector<std::string> names;
  std::vector<torch::Tensor> parameters;  // float32, contiguous
  std::vector<torch::Tensor> exp_avg;     // of the gradient, as parameters
  std::vector<torch::Tensor> exp_avg_sq;  // of its square
  std::int64_t step = 0;                  // updates made since the last reset
  double beta1 = 0.9;
  double weight_decay = 0.0;

  explicit Adam(const std::vector<std::pair<std::string, torch::Tensor>>& of);

  /// Forgets every gradient seen.
  void reset();

  /// Whether backward() computes gradients of the parameters. Gradients of other tensors pass through them in any case.
  void want_gradients(bool wanted);

  /// One update from the parameters' gradients, which it then drops. Parameters without a gradient stay as they are.
  void update(double learning_rate);
};

}  // namespace zscape
