// A tensor as weights files hold it: shape and values, widened to F32.
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
