// The model file: a safetensors container with a spec, a card and a golden record in its metadata.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "spec/model_spec.hpp"
#include "weights/prior.hpp"
#include "weights/safetensors.hpp"

namespace zscape {

/// Where a model comes from and how good it is.
struct Card {
  std::string dataset;                    // "MNIST"
  std::string license;                    // of the weights
  std::string recipe;                     // the resolved recipe, JSON text
  std::map<std::string, double> metrics;  // "test_elbo_loss" -> 101.2, units in the name
};

/// What the core must produce from these weights: SHA-256 of the exact output bits, empty where the model lacks that part.
struct Golden {
  std::uint64_t seed = 0;
  std::int64_t count = 0;         // codes drawn from the prior with `seed`
  std::string tensors_sha256;     // see tensors_sha256()
  std::string decoder_sha256;     // decode(codes), [count, sample]; without a decoder the pictures are random numbers
  std::string encoder_sha256;     // mean then log variance of those pictures, [count, latent] each
  std::string classifier_sha256;  // classify(those pictures), [count, classes]

  bool operator==(const Golden&) const = default;
};

struct ModelFile {
  ModelSpec spec;
  bool is_whole = true;             // false of a first part
  TensorMap tensors;                // exactly the parameters of the spec, of a first part those of drawing(spec)
  std::optional<Prior> prior = {};  // fitted after training; absent where the latents themselves are N(0, I)
  Dtype storage = Dtype::f32;       // of the weights in the file: f32, f16, or i8 with everything but weights in half precision
  std::optional<Card> card;         // absent in a file from somebody's own PyTorch script
  std::optional<Golden> golden;     // likewise
  std::string tensors_sha256;       // of the file as read; of a first part as its golden record has it
};

/// Errors: a broken container; a spec that is invalid; a tensor missing, misshapen or left over (named, with expected and found);
/// non-finite values; a prior that is none; tensor bytes that differ from the golden record. A file without zscape metadata is
/// matched by names and shapes against the catalogue's models, as they are trained and as they are published.
Result<ModelFile> parse_model_file(std::span<const std::byte> file);

/// The same of the first bytes of a file of `file_bytes`, which hold its header and what sampling and decoding need; of the golden
/// record what they give. Errors besides: a tensor that is needed ends beyond them, nothing that draws, no golden record.
Result<ModelFile> parse_first_part(std::span<const std::byte> first, std::uint64_t file_bytes);

/// The container for `file`, parameters stored as `file.storage`: integers with a scale per output in `<parameter>.scale`. What
/// reading it back gives is rounded accordingly. A golden record travels as it is. What draws comes first.
Safetensors to_safetensors(const ModelFile& file);

}  // namespace zscape
