// The code of somebody's own sample.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "models/model.hpp"

namespace zscape {

/// Where the encoder puts `sample` [sample] in [0, 1], and of a conditional model its class: `label`, or without one the class
/// under which the decoder comes nearest to it.
std::vector<float> code_of_sample(const Model& model, std::span<const float> sample,
                                  std::optional<int> label = {});  // [code_width(spec)]

}  // namespace zscape
