// Sounds of a data set as the rows that a model of sounds is trained on.
#pragma once

#include "base/error.hpp"
#include "data/idx.hpp"
#include "spec/model_spec.hpp"

namespace zscape {

/// Waves as they are, spectrograms in 255ths. Error mismatch: sounds of another length than the model's.
Result<LabelledImages> as_seen_by(const ModelSpec& spec, LabelledSounds sounds);

}  // namespace zscape
