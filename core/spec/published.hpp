// How batch normalisation disappears at publishing.
#pragma once

#include <string>
#include <vector>

#include "spec/model_spec.hpp"

namespace zscape {

/// A layer that a published network keeps, and the batch normalisations behind it whose scale and shift it takes up.
struct FoldedLayer {
  Layer layer;  // with a bias where it takes up any
  std::vector<std::string> norms;
};
std::vector<FoldedLayer> folded(const Network& network);

}  // namespace zscape
