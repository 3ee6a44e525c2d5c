// One part of a model as an ONNX file, which onnxruntime and others run. Its inputs and outputs are those of the functions of
// Model.
#pragma once

#include <string_view>

#include "base/error.hpp"
#include "base/file.hpp"
#include "weights/model_file.hpp"

namespace zscape {

enum class Part {
  decoder,     // z [batch, latent], of a conditional model classes [batch, classes] -> pictures [batch, sample] in [0, 1]
  encoder,     // pictures, of a conditional model classes -> mean [batch, latent] and, where variational, log_variance
  classifier,  // pictures -> probabilities [batch, classes]
};

std::string_view name_of(Part part);  // "decoder"

/// The bytes of the file. Tensors have the names that they have in the model file; the size of the batch is the caller's. Error
/// unsupported: the model has no such part, or is too large for the format.
Result<Bytes> onnx_file(const ModelFile& model, Part part);

}  // namespace zscape
