// The tensors of a model file: the parameters of its spec, a scale beside each that is stored as integers, a prior; and what a file
// without a spec holds.
#pragma once

#include <optional>
#include <set>
#include <string>

#include "spec/model_spec.hpp"
#include "weights/prior.hpp"
#include "weights/safetensors.hpp"

namespace zscape {

/// Empty when names and shapes are those of the spec, else what is wrong. PyTorch's counters `num_batches_tracked` may be there.
std::string compare_with_spec(const ModelSpec& spec, const Safetensors& content);

/// The model of the catalogue whose tensors these are: as trained, without its discriminator, or as published.
Result<ModelSpec> recognise(const Safetensors& content);

struct ModelTensors {
  TensorMap parameters;
  std::optional<Prior> prior;
  Dtype storage = Dtype::f32;  // see ModelFile
};

/// Of a file that compare_with_spec() accepts.
Result<ModelTensors> read_tensors(const ModelSpec& spec, const Safetensors& content);

/// Names of what sampling and decoding need: the parameters of drawing(spec), their scales and a prior. Not all need be in a file.
std::set<std::string, std::less<>> drawing_tensors(const ModelSpec& spec);

/// The same as a file holds them.
void store_tensors(const ModelSpec& spec, const ModelTensors& tensors, Safetensors& content);

}  // namespace zscape
