// Batch normalisation worked into the layer before it, for publishing.
#pragma once

#include "spec/model_spec.hpp"
#include "spec/tensor.hpp"

namespace zscape {

/// The parameters of published(trained) from those of `trained`, which all must be there: discriminators are left out, and a layer
/// before a batch normalisation takes up its scale and shift, computed in double precision.
TensorMap fold_batch_norm(const ModelSpec& trained, const TensorMap& tensors);

}  // namespace zscape
