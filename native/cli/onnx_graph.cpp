#include "cli/onnx_graph.hpp"

#include <cstddef>

#include "spec/parameters.hpp"

namespace zscape {
namespace {

std::int64_t count(const Shape& shape) { return element_count(shape).value_or(0); }

void set(onnx::NodeProto& node, const char* name, std::int64_t value) {
  onnx::AttributeProto& attribute = *node.add_attribute();
  attribute.set_name(name);
  attribute.set_type(onnx::AttributeProto::INT);
  attribute.set_i(value);
}

void set(onnx::NodeProto& node, const char* name, double value) {
  onnx::AttributeProto& attribute = *node.add_attribute();
  attribute.set_name(name);
  attribute.set_type(onnx::AttributeProto::FLOAT);
  attribute.set_f(static_cast<float>(value));
}

void set(onnx::NodeProto& node, const char* name, const Shape& values) {
  onnx::AttributeProto& attribute = *node.add_attribute();
  attribute.set_name(name);
  attribute.set_type(onnx::AttributeProto::INTS);
  for (const std::int64_t value : values) attribute.add_ints(value);
}

template <class T>
void fill(onnx::TensorProto& tensor, const std::string& name, onnx::TensorProto::DataType type, const Shape& shape,
          const std::vector<T>& values) {
  tensor.set_name(name);
  tensor.set_data_type(type);
  for (const std::int64_t size : shape) tensor.add_dims(size);
  tensor.set_raw_data(values.data(), values.size() * sizeof(T));
}

void describe_rows(onnx::ValueInfoProto& info, const std::string& name, const Shape& shape) {
  info.set_name(name);
  onnx::TypeProto::Tensor& type = *info.mutable_type()->mutable_tensor_type();
  type.set_elem_type(onnx::TensorProto::FLOAT);
  type.mutable_shape()->add_dim()->set_dim_param("batch");
  type.mutable_shape()->add_dim()->set_dim_value(count(shape));
}

bool is_read(const onnx::GraphProto& graph, const std::string& value) {
  for (const onnx::NodeProto& node : graph.node())
    for (const std::string& input : node.input())
      if (input == value) return true;
  return false;
}

}  // namespace

struct OnnxGraph::AddLayer {
  OnnxGraph& graph;
  const Layer& layer;
  const Value& x;
  const Shape& shape;  // of what the layer makes

  std::vector<std::string> inputs(const Value& first) const {
    std::vector<std::string> names = {first.name};
    for (const Parameter& parameter : parameters(layer)) names.push_back(graph.parameter(parameter.name));
    return names;
  }

  template <class Convolution>
  Value convolution(const char* kind, const Convolution& conv) const {
    onnx::NodeProto& node = graph.node(kind, inputs(graph.as_image(x)));
    set(node, "kernel_shape", Shape{conv.kernel, conv.kernel});
    set(node, "strides", Shape{conv.stride, conv.stride});
    set(node, "pads", Shape(4, conv.padding));
    return graph.result(shape, false);
  }

  Value operator()(const Linear&) const {
    set(graph.node("Gemm", inputs(graph.as_row(x))), "transB", std::int64_t{1});
    return graph.result(shape, true);
  }
  Value operator()(const Conv2d& conv) const { return convolution("Conv", conv); }
  Value operator()(const ConvTranspose2d& conv) const { return convolution("ConvTranspose", conv); }
  Value operator()(const BatchNorm&) const {
    const Value image = graph.as_image(x);
    set(graph.node("BatchNormalization", inputs(image)), "epsilon", kBatchNormEpsilon);
    return graph.result(shape, image.is_row);
  }
  // Its input is a weight per row of the table.
  Value operator()(const Embedding&) const {
    graph.node("MatMul", inputs(graph.as_row(x)));
    return graph.result(shape, true);
  }
  Value operator()(const Reshape&) const {
    Value row = graph.as_row(x);
    row.shape = shape;
    return row;
  }
  Value operator()(const Relu&) const { return graph.activation("Relu", x); }
  Value operator()(const LeakyRelu& relu) const {
    set(graph.node("LeakyRelu", {x.name}), "alpha", relu.negative_slope);
    return graph.result(x.shape, x.is_row);
  }
  Value operator()(const Tanh&) const { return graph.activation("Tanh", x); }
  Value operator()(const Sigmoid&) const { return graph.activation("Sigmoid", x); }
};

OnnxGraph::Value OnnxGraph::input(const std::string& name, const Shape& shape) {
  describe_rows(*graph_.add_input(), name, shape);
  return {name, shape};
}

void OnnxGraph::output(const std::string& name, const Value& value) { outputs_.emplace_back(name, as_row(value)); }

Result<OnnxGraph::Value> OnnxGraph::add(const Network& network, Value x) {
  for (const Layer& layer : network) {
    ZSCAPE_TRY(const Shape shape, output_shape(layer, x.shape));
    x = std::visit(AddLayer{*this, layer, x, shape}, layer.kind);
  }
  return x;
}

OnnxGraph::Value OnnxGraph::scaled(const Value& x, float factor, float shift) {
  node("Mul", {x.name, constant(factor)});
  const Value product = result(x.shape, x.is_row);
  node("Add", {product.name, constant(shift)});
  return result(x.shape, x.is_row);
}

OnnxGraph::Value OnnxGraph::clamped(const Value& x) {
  node("Clip", {x.name, constant(0.0f), constant(1.0f)});
  return result(x.shape, x.is_row);
}

OnnxGraph::Value OnnxGraph::softmax(const Value& x) {
  set(node("Softmax", {as_row(x).name}), "axis", std::int64_t{1});
  return result(x.shape, true);
}

OnnxGraph::Value OnnxGraph::beside(const Value& left, const Value& right) {
  set(node("Concat", {as_row(left).name, as_row(right).name}), "axis", std::int64_t{1});
  return result({count(left.shape) + count(right.shape)}, true);
}

onnx::GraphProto OnnxGraph::finish(const std::string& name) && {
  graph_.set_name(name);
  for (const auto& [output, value] : outputs_) {
    // The node that makes the value gives it the output's name, where nobody else reads it.
    auto maker = graph_.mutable_node()->begin();
    while (maker != graph_.mutable_node()->end() && maker->output(0) != value.name) ++maker;
    if (maker == graph_.mutable_node()->end() || is_read(graph_, value.name))
      node("Identity", {value.name}).set_output(0, output);
    else
      maker->set_output(0, output);
    describe_rows(*graph_.add_output(), output, value.shape);
  }
  return std::move(graph_);
}

onnx::NodeProto& OnnxGraph::node(const char* kind, const std::vector<std::string>& inputs) {
  onnx::NodeProto& node = *graph_.add_node();
  node.set_op_type(kind);
  for (const std::string& input : inputs) node.add_input(input);
  node.add_output("value/" + std::to_string(graph_.node_size()));
  return node;
}

OnnxGraph::Value OnnxGraph::result(Shape shape, bool is_row) const {
  return {graph_.node(graph_.node_size() - 1).output(0), std::move(shape), is_row};
}

OnnxGraph::Value OnnxGraph::activation(const char* kind, const Value& x) {
  node(kind, {x.name});
  return result(x.shape, x.is_row);
}

OnnxGraph::Value OnnxGraph::as_row(const Value& x) {
  if (x.is_row) return x;
  set(node("Flatten", {x.name}), "axis", std::int64_t{1});
  return result(x.shape, true);
}

OnnxGraph::Value OnnxGraph::as_image(const Value& x) {
  if (!x.is_row || x.shape.size() == 1) return x;
  std::vector<std::int64_t> shape = {0};  // the batch as it is
  shape.insert(shape.end(), x.shape.begin(), x.shape.end());
  const std::string name = "shape/" + std::to_string(graph_.initializer_size());
  fill(*graph_.add_initializer(), name, onnx::TensorProto::INT64, {static_cast<std::int64_t>(shape.size())}, shape);
  node("Reshape", {x.name, name});
  return result(x.shape, false);
}

std::string OnnxGraph::parameter(const std::string& name) {
  const Tensor& tensor = tensors_.at(name);
  fill(*graph_.add_initializer(), name, onnx::TensorProto::FLOAT, tensor.shape, tensor.values);
  return name;
}

std::string OnnxGraph::constant(float value) {
  const std::string name = "constant/" + std::to_string(graph_.initializer_size());
  fill(*graph_.add_initializer(), name, onnx::TensorProto::FLOAT, {}, std::vector<float>{value});
  return name;
}

}  // namespace zscape
