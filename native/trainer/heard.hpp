// What a classifier of sounds hears of a model's samples.
#pragma once

#include <torch/types.h>

#include "spec/model_spec.hpp"

namespace zscape {

/// `rows` [count, sample] of a model of sounds, made audible and seen anew as `listener` sees sounds: phases that had to be
/// invented count. -> [count, listener's sample], on the device of `rows`.
torch::Tensor heard(const ModelSpec& spec, const torch::Tensor& rows, const ModelSpec& listener);

}  // namespace zscape
