// The training loop. Knows neither files of data nor command lines.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "base/error.hpp"
#include "checkpoint.hpp"
#include "data/idx.hpp"
#include "recipe.hpp"
#include "spec/model_spec.hpp"

namespace zscape {

/// "cpu" or "cuda" for "auto", "cpu" or "cuda". Error unsupported: this LibTorch sees no CUDA device.
Result<std::string> choose_device(const std::string& wanted);

/// The state before the first epoch: fresh weights from the recipe's seed.
Checkpoint start_training(const Recipe& recipe, const ModelSpec& spec, const std::string& device);

/// Trains from `from` to the recipe's last epoch, writing `path` after every epoch. Errors: io; the loss or the weights are not
/// finite; interrupted, which says after which epoch. Whatever happens, `path` holds the last epoch that went well.
Result<void> train(Checkpoint from, const ModelSpec& spec, const IdxImages& images, const std::filesystem::path& path);

}  // namespace zscape
