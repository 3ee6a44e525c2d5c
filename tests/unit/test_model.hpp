// A small stand-in for a trained model: the catalogue's vae shape or a tiny one, with random weights from the project's own
// generator.
#pragma once

#include <cmath>

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

/// One of everything that a small conditional, convolutional model can have.
inline ModelSpec tiny_conditional_spec() {
  return {.id = "tiny-conditional",
          .title = "Tiny, conditional",
          .sample = {1, 4, 4},
          .pixels = PixelRange::signed_unit,
          .latent = 3,
          .classes = 2,
          .condition = {{"embedding", Embedding{2, 1}}},
          .encoder = {{"encoder.0", Linear{17, 6}}, {"encoder.1", BatchNorm{6}}, LeakyRelu{}},
          .encoder_mean = {{"encoder.mean", Linear{6, 3}}},
          .encoder_log_variance = {{"encoder.log_variance", Linear{6, 3}}},
          .decoder = {Reshape{{4, 1, 1}},
                      {"decoder.0", ConvTranspose2d{.in = 4, .out = 2, .kernel = 2, .bias = false}},
                      {"decoder.1", BatchNorm{2}},
                      Relu{},
                      {"decoder.3", ConvTranspose2d{.in = 2, .out = 1, .kernel = 4, .stride = 2, .padding = 1}},
                      Tanh{}},
          .discriminator = {{"discriminator.0", Conv2d{.in = 1, .out = 2, .kernel = 4}}},
          .discriminator_score = {{"discriminator.score", Linear{2, 1}}},
          .discriminator_class = {{"discriminator.class", Linear{2, 2}}}};
}

inline ModelSpec tiny_classifier_spec() {
  return {.id = "tiny-classifier",
          .title = "Tiny classifier",
          .sample = {1, 4, 4},
          .latent = 5,
          .classes = 3,
          .encoder = {{"conv", Conv2d{.in = 1, .out = 2, .kernel = 3, .stride = 2, .padding = 1, .bias = false}},
                      {"norm", BatchNorm{2}},
                      Relu{},
                      {"fc1", Linear{8, 5}},
                      Relu{}},
          .classifier = {{"fc2", Linear{5, 3}}}};
}

/// Of sounds that it sees as spectrograms, and whose class its encoder is not told.
inline ModelSpec tiny_voice_spec() {
  return {.id = "tiny-voice",
          .title = "Tiny voice",
          .sample = {1, 32, 128},
          .sound = SoundFormat{.samples = 2000, .spectrogram = SpectrogramSpec{.window = 64, .hop = 16, .width = 128}},
          .latent = 2,
          .classes = 2,
          .condition = {{"embedding", Embedding{2, 1}}},
          .encoder = {{"encoder.0", Conv2d{.in = 1, .out = 2, .kernel = 8, .stride = 8}}, LeakyRelu{}},
          .encoder_mean = {{"encoder.mean", Linear{128, 2}}},
          .encoder_log_variance = {{"encoder.log_variance", Linear{128, 2}}},
          .decoder = {{"decoder.0", Linear{3, 64}},
                      Relu{},
                      Reshape{{1, 4, 16}},
                      {"decoder.3", ConvTranspose2d{.in = 1, .out = 1, .kernel = 8, .stride = 8}},
                      Sigmoid{}}};
}

/// Of waves.
inline ModelSpec tiny_wave_spec() {
  return {.id = "tiny-wave",
          .title = "Tiny waves",
          .sample = {1, 1, 2000},
          .pixels = PixelRange::signed_unit,
          .sound = SoundFormat{.samples = 2000, .spectrogram = {}},
          .latent = 2,
          .encoder = {{"encoder.fc1", Linear{2000, 4}}, Relu{}},
          .encoder_mean = {{"encoder.fc_mean", Linear{4, 2}}},
          .encoder_log_variance = {{"encoder.fc_log_var", Linear{4, 2}}},
          .decoder = {{"decoder.fc1", Linear{2, 4}}, Relu{}, {"decoder.fc2", Linear{4, 2000}}, Tanh{}}};
}

inline Tensor random_tensor(const Shape& shape, std::uint64_t stream) {
  Tensor tensor{shape, std::vector<float>(*element_count(shape))};
  fill_normals(11, stream, tensor.values);
  return tensor;
}

/// Of a size that lets a signal through: weights by their inputs, biases near 0, scales and variances near 1.
inline Tensor random_parameter(const Parameter& parameter, std::uint64_t stream) {
  Tensor tensor = random_tensor(parameter.shape, stream);
  const auto inputs = static_cast<float>(tensor.values.size()) / static_cast<float>(parameter.shape[0]);
  const bool is_variance = parameter.name.ends_with(".running_var");
  const bool is_scale = parameter.shape.size() == 1 && parameter.name.ends_with(".weight");
  for (float& value : tensor.values) {
    value *= parameter.shape.size() == 1 ? 0.1f : 1.0f / std::sqrt(inputs);
    if (is_variance || is_scale) value = 1.0f + value;
  }
  return tensor;
}

/// Two components of full rank.
inline Prior random_prior(std::int64_t latent) {
  return {
      .weight = {{2}, {0.25f, 0.75f}}, .mean = random_tensor({2, latent}, 100), .factor = random_tensor({2, latent, latent}, 101)};
}

/// Parameters that no storage has rounded yet.
inline ModelFile unstored_model_file(const ModelSpec& spec, Dtype storage) {
  ModelFile file;
  file.spec = spec;
  file.storage = storage;
  std::uint64_t stream = 0;
  for (const Parameter& parameter : parameters(spec)) file.tensors[parameter.name] = random_parameter(parameter, stream++);
  return file;
}

/// What reading such a file gives.
inline ModelFile random_model_file(const ModelSpec& spec, Dtype storage) {
  return parse_model_file(serialize(to_safetensors(unstored_model_file(spec, storage)))).value();
}

/// A complete published file: `file` with a card and a golden record.
inline Bytes golden_file(ModelFile file) {
  file.card = Card{"random numbers", "CC0-1.0", "{}", {{"test_loss", 1.5}}};
  file.golden = make_golden(*Model::load(serialize(to_safetensors(file))), 3, 4);
  return serialize(to_safetensors(file));
}

inline Bytes golden_file(const ModelSpec& spec, Dtype storage) { return golden_file(unstored_model_file(spec, storage)); }

}  // namespace zscape::testing
