// A training run between two updates, as a value and as one safetensors file: enough to end in the same weights as a run that was
// never interrupted. Weights are stored under their own names, so any safetensors reader finds them.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "base/error.hpp"
#include "base/file.hpp"
#include "spec/model_spec.hpp"
#include "spec/tensor.hpp"
#include "trainer/recipe/recipe.hpp"

namespace zscape {

/// An epoch that was interrupted.
struct PartialEpoch {
  std::int64_t step = 0;                 // updates made
  std::map<std::string, double> losses;  // summed over their images
  Bytes generator;  // state of the random number generator at the start of the epoch, which decides the order of its images
};

struct Checkpoint {
  Recipe recipe;           // resolved: the file with its overrides
  std::string device;      // "cpu" or "cuda": whose generator it was
  std::int64_t epoch = 0;  // epochs finished
  std::optional<PartialEpoch> partial;
  TensorMap weights;      // the parameter table of the recipe's model
  TensorMap average;      // their moving average; empty without one
  TensorMap exp_avg;      // Adam's running mean of each trained tensor's gradient
  TensorMap exp_avg_sq;   // and of its square
  std::int64_t step = 0;  // Adam's count, since its last reset
  std::int64_t discriminator_step = 0;
  Bytes generator;  // state of the random number generator, as LibTorch gives it
};

/// The weights that are measured and published: the average where there is one.
const TensorMap& published_weights(const Checkpoint& checkpoint);

/// Errors as parse_safetensors(); mismatch names a tensor that is missing, left over or misshapen.
Result<Checkpoint> parse_checkpoint(std::span<const std::byte> file);
Result<Checkpoint> read_checkpoint(const std::filesystem::path& path);

Bytes serialize(const Checkpoint& checkpoint);

/// Whether `file` is a safetensors file that says it is a checkpoint.
bool is_checkpoint(std::span<const std::byte> file);

}  // namespace zscape
