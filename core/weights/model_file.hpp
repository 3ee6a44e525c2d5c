// The model file: a safetensors container with a spec, a card and a golden record in its metadata.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "spec/model_spec.hpp"
#include "weights/safetensors.hpp"

namespace zscape {

/// Where a model comes from and how good it is.
struct Card {
  std::string dataset;                    // "MNIST"
  std::string license;                    // of the weights
  std::string recipe;                     // the resolved recipe, JSON text
  std::map<std::string, double> metrics;  // "test_elbo_loss" -> 101.2, units in the name
};

/// What the core must produce from these weights: SHA-256 of the exact output bits.
struct Golden {
  std::uint64_t seed = 0;
  std::int64_t count = 0;      // latents drawn from the prior with `seed`
  std::string tensors_sha256;  // see tensors_sha256()
  std::string decoder_sha256;  // decode(z), [count, sample]
  std::string encoder_sha256;  // mean then log variance of those pictures, [count, latent] each

  bool operator==(const Golden&) const = default;
};

struct ModelFile {
  ModelSpec spec;
  TensorMap tensors;             // exactly the parameters of the spec
  Dtype storage = Dtype::f32;    // of the parameters in the file
  std::optional<Card> card;      // absent in a file from somebody's own PyTorch script
  std::optional<Golden> golden;  // likewise
  std::string tensors_sha256;    // of the file as read
};

/// Errors: a broken container; a spec that is invalid; a parameter missing, misshapen or left over (named, with expected and
/// found); non-finite values; tensor bytes that differ from the golden record. A file without zscape metadata is matched against
/// the catalogue by names and shapes.
Result<ModelFile> parse_model_file(std::span<const std::byte> file);

/// The container for `file`, parameters stored as `file.storage`. A golden record travels as it is.
Safetensors to_safetensors(const ModelFile& file);

}  // namespace zscape
