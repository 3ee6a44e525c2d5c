// From a run's weights to the model as it will be published: batch normalisation folded, values rounded as the file stores them,
// and, where training did not shape the codes to N(0, I), a prior fitted to those of the training set.
#pragma once

#include "base/error.hpp"
#include "checkpoint.hpp"
#include "data/idx.hpp"
#include "weights/model_file.hpp"

namespace zscape {

/// The same checkpoint and images give the same file, whatever the device they were trained on.
Result<ModelFile> finish(const Checkpoint& checkpoint, const LabelledImages& train);

/// What reading `file` back gives when it is stored as `storage`.
Result<ModelFile> stored_as(const ModelFile& file, Dtype storage);

}  // namespace zscape
