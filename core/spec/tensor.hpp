// A parameter's values: what weights files hold, widened to F32, and what graphs are built from.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "spec/shape.hpp"

namespace zscape {

struct Tensor {
  Shape shape;
  std::vector<float> values;  // row-major

  bool operator==(const Tensor&) const = default;
};

using TensorMap = std::map<std::string, Tensor, std::less<>>;

}  // namespace zscape
