// How well generated features cover the real ones and stay among them, by nearest neighbours.
#pragma once

#include <torch/types.h>

#include <cstdint>

namespace zscape {

/// Precision and recall: Kynkaanniemi et al. 2019, arXiv:1904.06991. Density and coverage: Naeem et al. 2020, arXiv:2002.09797.
/// All from 0 to 1 except density, which reaches 1 where the sets agree and can exceed it.
struct Fidelity {
  double precision = 0.0;  // generated samples inside some real sample's ball
  double recall = 0.0;     // real samples inside some generated sample's ball
  double density = 0.0;    // real balls that a generated sample lies in, over k
  double coverage = 0.0;   // real balls that hold a generated sample
};

/// A sample's ball reaches to its k-th nearest neighbour in its own set. `real` [n, features] and `generated` [m, features],
/// n and m above k. Distances are made a block at a time: memory grows with n + m.
Fidelity fidelity(const torch::Tensor& real, const torch::Tensor& generated, std::int64_t k = 5);

}  // namespace zscape
