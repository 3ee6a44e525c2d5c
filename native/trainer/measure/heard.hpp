// The samples of a model of sounds as a classifier of sounds hears them.
#pragma once

#include <torch/types.h>

#include "spec/model_spec.hpp"

namespace zscape {

/// Makes `rows` [count, sample] of a model of sounds audible and turns the sounds into rows of `listener`, so that errors of
/// phases, which a spectrogram lacks, count. -> [count, listener's sample], on the device of `rows`.
torch::Tensor heard(const ModelSpec& spec, const torch::Tensor& rows, const ModelSpec& listener);

}  // namespace zscape
