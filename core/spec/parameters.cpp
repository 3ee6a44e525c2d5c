#include "spec/parameters.hpp"

namespace zscape {
namespace {

struct LayerParameters {
  const std::string& name;

  std::vector<Parameter> operator()(const Linear& linear) const {
    return {{name + ".weight", {linear.out, linear.in}}, {name + ".bias", {linear.out}}};
  }
  std::vector<Parameter> operator()(const Relu&) const { return {}; }
  std::vector<Parameter> operator()(const Sigmoid&) const { return {}; }
};

}  // namespace

std::vector<Parameter> parameters(const Layer& layer) { return std::visit(LayerParameters{layer.name}, layer.kind); }

std::vector<Parameter> parameters(const ModelSpec& spec) {
  std::vector<Parameter> table;
  for (const auto& [name, network] : networks(spec))
    for (const Layer& layer : *network)
      for (Parameter& parameter : parameters(layer)) table.push_back(std::move(parameter));
  return table;
}

}  // namespace zscape
