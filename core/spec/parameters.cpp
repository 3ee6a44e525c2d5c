#include "spec/parameters.hpp"

namespace zscape {
namespace {

std::vector<Parameter> with_bias(const std::string& name, Shape weight, std::int64_t out, bool bias) {
  std::vector<Parameter> table = {{name + ".weight", std::move(weight)}};
  if (bias) table.push_back({name + ".bias", {out}});
  return table;
}

struct LayerParameters {
  const std::string& name;

  std::vector<Parameter> operator()(const Linear& linear) const {
    return with_bias(name, {linear.out, linear.in}, linear.out, true);
  }
  std::vector<Parameter> operator()(const Conv2d& conv) const {
    return with_bias(name, {conv.out, conv.in, conv.kernel, conv.kernel}, conv.out, conv.bias);
  }
  std::vector<Parameter> operator()(const ConvTranspose2d& conv) const {
    return with_bias(name, {conv.in, conv.out, conv.kernel, conv.kernel}, conv.out, conv.bias);
  }
  std::vector<Parameter> operator()(const BatchNorm& norm) const {
    return {{name + ".weight", {norm.features}},
            {name + ".bias", {norm.features}},
            {name + ".running_mean", {norm.features}},
            {name + ".running_var", {norm.features}}};
  }
  std::vector<Parameter> operator()(const Embedding& embedding) const {
    return {{name + ".weight", {embedding.count, embedding.width}}};
  }
  std::vector<Parameter> operator()(const Reshape&) const { return {}; }
  std::vector<Parameter> operator()(const Relu&) const { return {}; }
  std::vector<Parameter> operator()(const LeakyRelu&) const { return {}; }
  std::vector<Parameter> operator()(const Tanh&) const { return {}; }
  std::vector<Parameter> operator()(const Sigmoid&) const { return {}; }
};

}  // namespace

bool is_statistic(std::string_view name) { return name.ends_with(".running_mean") || name.ends_with(".running_var"); }

std::vector<Parameter> parameters(const Layer& layer) { return std::visit(LayerParameters{layer.name}, layer.kind); }

std::vector<Parameter> parameters(const ModelSpec& spec) {
  std::vector<Parameter> table;
  for (const auto& [name, network] : networks(spec))
    for (const Layer& layer : *network)
      for (Parameter& parameter : parameters(layer)) table.push_back(std::move(parameter));
  return table;
}

std::size_t output_axis(const Layer& layer) { return std::holds_alternative<ConvTranspose2d>(layer.kind) ? 1 : 0; }

}  // namespace zscape
