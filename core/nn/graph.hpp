// The inference graph of one network of a spec.
#pragma once

#include <variant>
#include <vector>

#include "base/error.hpp"
#include "nn/kernels.hpp"
#include "nn/matrix.hpp"
#include "spec/model_spec.hpp"
#include "spec/parameters.hpp"
#include "spec/tensor.hpp"

namespace zscape {

class Graph {
 public:
  Graph() = default;

  /// Error mismatch: a parameter that is missing or misshapen, with expected and found.
  static Result<Graph> build(const Network& network, const TensorMap& tensors);

  Matrix forward(Matrix x) const;  // [batch, in] -> [batch, out]

  /// What this graph consumed, for comparison with the spec's parameter table.
  const std::vector<Parameter>& parameters() const { return parameters_; }

 private:
  using Step = std::variant<PackedLinear, Relu, Sigmoid>;
  std::vector<Step> steps_;
  std::vector<Parameter> parameters_;
};

}  // namespace zscape
