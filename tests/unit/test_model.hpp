// A small stand-in for a trained model: the catalogue's vae shape or a tiny one, with random weights from the project's own
// generator.
#pragma once

#include "base/philox.hpp"
#include "models/golden.hpp"
#include "models/model.hpp"
#include "spec/parameters.hpp"

namespace zscape::testing {

inline ModelSpec tiny_spec() {
  return {.id = "tiny",
          .title = "Tiny",
          .sample = {1, 3, 3},
          .latent = 2,
          .encoder = {{"fc1", Linear{9, 5}}, Relu{}},
          .encoder_mean = {{"fc21", Linear{5, 2}}},
          .encoder_log_variance = {{"fc22", Linear{5, 2}}},
          .decoder = {{"fc3", Linear{2, 5}}, Relu{}, {"fc4", Linear{5, 9}}, Sigmoid{}}};
}

inline ModelFile random_model_file(const ModelSpec& spec, Dtype storage) {
  ModelFile file;
  file.spec = spec;
  file.storage = storage;
  std::uint64_t stream = 0;
  for (const Parameter& parameter : parameters(spec)) {
    Tensor tensor{parameter.shape, std::vector<float>(*element_count(parameter.shape))};
    fill_normals(11, stream++, tensor.values);
    for (float& value : tensor.values) value *= 0.1f;
    file.tensors[parameter.name] = widen(parameter.name, store(tensor, storage)).value();
  }
  return file;
}

/// A complete published file: spec, card and golden record.
inline Bytes golden_file(const ModelSpec& spec, Dtype storage) {
  ModelFile file = random_model_file(spec, storage);
  file.card = Card{"random numbers", "CC0-1.0", "{}", {{"test_loss", 1.5}}};
  file.tensors_sha256 = tensors_sha256(to_safetensors(file));
  file.golden = make_golden(*Model::build(file), 3, 4);
  return serialize(to_safetensors(file));
}

}  // namespace zscape::testing
