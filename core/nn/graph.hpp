// The inference graph of one network of a spec.
#pragma once

#include <variant>
#include <vector>

#include "base/error.hpp"
#include "nn/convolution.hpp"
#include "nn/linear.hpp"
#include "nn/matrix.hpp"
#include "spec/model_spec.hpp"
#include "spec/parameters.hpp"
#include "spec/tensor.hpp"

namespace zscape {

class Graph {
 public:
  Graph() = default;

  /// `input` is the shape of one element. Error invalid_argument: layers that do not fit; mismatch: a parameter that is missing or
  /// misshapen, with expected and found.
  static Result<Graph> build(const Network& network, Shape input, const TensorMap& tensors);

  Matrix forward(Matrix x) const;  // [batch, in] -> [batch, out]

  /// What this graph consumed, for comparison with the spec's parameter table.
  const std::vector<Parameter>& parameters() const { return parameters_; }

 private:
  // Batch normalisation with its statistics worked in.
  struct ScaledChannels {
    std::vector<float> scale, shift;  // [channels]
  };

  struct MakeStep;
  struct Forward;
  using Step = std::variant<PackedLinear, PackedConvolution, ScaledChannels, Relu, LeakyRelu, Tanh, Sigmoid>;
  std::vector<Step> steps_;
  std::vector<Parameter> parameters_;
};

}  // namespace zscape
