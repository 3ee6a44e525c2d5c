// From a run's weights to the model as it will be published: batch normalisation folded, values rounded as the file stores them,
// and, where training did not shape the codes to N(0, I), a prior fitted to those of the training set.
#pragma once

#include "base/error.hpp"
#include "data/idx.hpp"
#include "trainer/run/checkpoint.hpp"
#include "weights/model_file.hpp"

namespace zscape {

/// The same checkpoint and images give the same file, whatever device the run was on.
Result<ModelFile> finish(const Checkpoint& checkpoint, const LabelledImages& train);

/// `file` as it reads back after it was stored as `storage`.
Result<ModelFile> stored_as(const ModelFile& file, Dtype storage);

}  // namespace zscape
