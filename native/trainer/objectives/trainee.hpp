// A model in training, and a batch that it is trained on. Each objective has its own file; objective.hpp chooses among them.
#pragma once

#include <torch/types.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "trainer/recipe/recipe.hpp"
#include "trainer/torch/adam.hpp"
#include "trainer/torch/torch_model.hpp"

namespace zscape {

struct Batch {
  torch::Tensor x;        // [batch, sample], in [0, 1]
  torch::Tensor labels;   // [batch], int64
  torch::Tensor classes;  // [batch, classes], one-hot; undefined for models without classes
};

struct Trainee {
  const Recipe& recipe;
  TorchModel model;
  Adam adam;               // of everything but the discriminator
  Adam discriminator;      // of the discriminator
  std::int64_t epoch = 0;  // finished

  Trainee(const Recipe& with, const ModelSpec& spec, torch::Device device);
};

/// Means over the batch, on the device, in the order in which they are shown.
using Losses = std::vector<std::pair<std::string, torch::Tensor>>;

}  // namespace zscape
