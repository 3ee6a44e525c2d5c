// The parameter table of a spec: PyTorch's names and shapes, in the order of a state_dict.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "spec/model_spec.hpp"

namespace zscape {

struct Parameter {
  std::string name;  // "fc1.weight"
  Shape shape;       // [out, in]

  bool operator==(const Parameter&) const = default;
};

/// Whether a parameter is a running statistic, which no gradient changes.
bool is_statistic(std::string_view name);

std::vector<Parameter> parameters(const Layer& layer);
std::vector<Parameter> parameters(const ModelSpec& spec);

/// The dimension of the layer's weight that counts its outputs.
std::size_t output_axis(const Layer& layer);

}  // namespace zscape
