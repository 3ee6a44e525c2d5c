// The sounds of a data set in the form that a model of sounds is trained on: spectrograms, or the waves themselves.
#pragma once

#include "base/error.hpp"
#include "data/idx.hpp"
#include "spec/model_spec.hpp"

namespace zscape {

/// Worked out by LibTorch's threads. Waves stay as they are, spectrograms become bytes. Error mismatch: the sounds have another
/// length than the model's.
Result<LabelledImages> as_seen_by(const ModelSpec& spec, LabelledSounds sounds);

}  // namespace zscape
