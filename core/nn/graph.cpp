#include "nn/graph.hpp"

namespace zscape {
namespace {

Result<const Tensor*> find_tensor(const TensorMap& tensors, const Parameter& parameter) {
  const auto found = tensors.find(parameter.name);
  if (found == tensors.end())
    return Error{ErrorCode::mismatch, "tensor \"" + parameter.name + "\" is missing: expected shape " + to_string(parameter.shape)};
  if (found->second.shape != parameter.shape)
    return Error{ErrorCode::mismatch, "tensor \"" + parameter.name + "\" has shape " + to_string(found->second.shape) +
                                          ": expected " + to_string(parameter.shape)};
  return &found->second;
}

struct Forward {
  Matrix x;

  Matrix operator()(const PackedLinear& layer) { return linear(layer, x); }
  Matrix operator()(const Relu&) {
    relu(values(x));
    return std::move(x);
  }
  Matrix operator()(const Sigmoid&) {
    sigmoid(values(x));
    return std::move(x);
  }
};

}  // namespace

Result<Graph> Graph::build(const Network& network, const TensorMap& tensors) {
  struct MakeStep {
    std::span<const Tensor* const> parameters;  // of this layer, in the order of its table

    Step operator()(const Linear&) const { return pack_linear(parameters[0]->values, parameters[1]->values); }
    Step operator()(const Relu& relu) const { return relu; }
    Step operator()(const Sigmoid& sigmoid) const { return sigmoid; }
  };

  Graph graph;
  for (const Layer& layer : network) {
    std::vector<const Tensor*> found;
    for (Parameter& parameter : zscape::parameters(layer)) {
      ZSCAPE_TRY(const Tensor* tensor, find_tensor(tensors, parameter));
      found.push_back(tensor);
      graph.parameters_.push_back(std::move(parameter));
    }
    graph.steps_.push_back(std::visit(MakeStep{found}, layer.kind));
  }
  return graph;
}

Matrix Graph::forward(Matrix x) const {
  for (const Step& step : steps_) x = std::visit(Forward{std::move(x)}, step);
  return x;
}

}  // namespace zscape
