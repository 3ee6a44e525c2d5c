// The training loop. Knows neither the files of data sets nor the command line.
#pragma once

#include <filesystem>
#include <string>

#include "base/error.hpp"
#include "data/idx.hpp"
#include "spec/model_spec.hpp"
#include "trainer/recipe/recipe.hpp"
#include "trainer/run/checkpoint.hpp"

namespace zscape {

/// "cpu" or "cuda" for "auto", "cpu" or "cuda". Error unsupported: this LibTorch sees no CUDA device.
Result<std::string> choose_device(const std::string& wanted);

/// The state before the first epoch: fresh weights from the recipe's seed, fitted to the first of `data`.
Checkpoint start_training(const Recipe& recipe, const ModelSpec& spec, const LabelledImages& data, const std::string& device);

/// Trains from `from` to the recipe's last epoch, writing `folder`/checkpoint.safetensors after every epoch. Errors: io; the losses
/// or the weights are not finite; one network has beaten the other; interrupted, with the epoch. The checkpoint then holds the last
/// good epoch and, after an interruption, the updates made since.
Result<void> train(Checkpoint from, const ModelSpec& spec, const LabelledImages& data, const std::filesystem::path& folder);

inline constexpr const char* kCheckpointName = "checkpoint.safetensors";

}  // namespace zscape
