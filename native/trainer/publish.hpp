// Publishing: from a finished run's weights to the model file, its card and its line in models.json.
#pragma once

#include <filesystem>
#include <string>

#include "base/error.hpp"
#include "checkpoint.hpp"
#include "data.hpp"
#include "evaluate.hpp"

namespace zscape {

/// The most by which an output of the core may differ from LibTorch's.
inline constexpr double kParityTolerance = 1e-5;

struct Published {
  Elbo elbo;            // of the weights as published, in half precision
  double parity = 0.0;  // greatest difference between core and LibTorch over the test set's reconstructions
  std::filesystem::path file;
};

/// Writes <id>.safetensors, <id>.md and models.json into `folder`. Errors: mismatch when the core does not reproduce LibTorch's
/// outputs; a broken models.json; io. Nothing is written before everything has been checked.
Result<Published> publish(const Checkpoint& checkpoint, const ModelSpec& spec, const Dataset& dataset, const IdxImages& test,
                          const std::string& device, const std::filesystem::path& folder);

}  // namespace zscape
