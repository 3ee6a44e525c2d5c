// One update of a model from one batch, by the objective that its spec asks for.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "trainer/objectives/trainee.hpp"

namespace zscape {

/// Prepares fresh weights for the first update; `x` [count, sample] are training images.
void initialise(const Recipe& recipe, TorchModel& model, const torch::Tensor& x);

/// One update at `learning_rate`. The gradients are dropped afterwards.
Losses update(Trainee& trainee, const Batch& batch, double learning_rate);

/// Why the means of a finished epoch show that one network has beaten the other for good; nothing while they are in balance.
std::optional<std::string> collapse(const std::vector<std::pair<std::string, double>>& means);

}  // namespace zscape
