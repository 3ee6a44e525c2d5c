// An ONNX graph as it grows, layer by layer.
#pragma once

#include <onnx/onnx_pb.h>

#include <string>
#include <utility>
#include <vector>

#include "base/error.hpp"
#include "spec/model_spec.hpp"
#include "spec/tensor.hpp"

namespace zscape {

class OnnxGraph {
 public:
  /// The result of a node, or an input of the graph.
  struct Value {
    std::string name;
    Shape shape;         // of one element of the batch
    bool is_row = true;  // whether it lies there as [batch, values], whatever its shape
  };

  /// `tensors` are the parameters of all layers that will be added, and outlive the graph.
  explicit OnnxGraph(const TensorMap& tensors) : tensors_(tensors) {}

  Value input(const std::string& name, const Shape& shape);  // rows
  void output(const std::string& name, const Value& value);  // rows

  Result<Value> add(const Network& network, Value x);

  Value scaled(const Value& x, float factor, float shift);  // factor x + shift
  Value clamped(const Value& x);                            // to [0, 1]
  Value softmax(const Value& x);
  Value beside(const Value& left, const Value& right);  // rows

  /// The finished graph.
  onnx::GraphProto finish(const std::string& name) &&;

 private:
  struct AddLayer;

  onnx::NodeProto& node(const char* kind, const std::vector<std::string>& inputs);
  Value result(Shape shape, bool is_row) const;  // of the latest node
  Value activation(const char* kind, const Value& x);
  Value as_row(const Value& x);
  Value as_image(const Value& x);
  std::string parameter(const std::string& name);
  std::string constant(float value);

  const TensorMap& tensors_;
  onnx::GraphProto graph_;
  std::vector<std::pair<std::string, Value>> outputs_;
};

}  // namespace zscape
