// Codes moved and scaled to mean 0 and variance 1, unit by unit.
#pragma once

#include <torch/types.h>

namespace zscape {

struct Standardisation {
  torch::Tensor mean;       // [d]
  torch::Tensor deviation;  // [d], exactly 0 for a unit that never changes

  /// (codes - mean) / deviation, and 0 for a unit that never changes.
  torch::Tensor apply(const torch::Tensor& codes) const;  // [n, d] -> [n, d]
};

Standardisation standardisation(const torch::Tensor& codes);  // [n, d]

}  // namespace zscape
