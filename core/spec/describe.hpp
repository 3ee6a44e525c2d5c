// Layers in words, for people.
#pragma once

#include <string>

#include "spec/model_spec.hpp"

namespace zscape {

/// "convolution 1 -> 32, kernel 4, stride 2, padding 1"
std::string describe(const LayerKind& layer);

/// The same without sizes of kernels and slopes: "convolution 1 -> 32".
std::string describe_briefly(const LayerKind& layer);

}  // namespace zscape
