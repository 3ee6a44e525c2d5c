// Publishing: from a finished run to the model file, its card, its sample sheet, its line in models.json and the page that lists
// all.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "checkpoint.hpp"
#include "data.hpp"
#include "evaluate.hpp"

namespace zscape {

/// The most by which an output of the core may differ from LibTorch's.
inline constexpr double kParityTolerance = 1e-5;

/// I8 is chosen where it moves no metric by more than this fraction, or by less than seeds move it anyway.
inline constexpr double kMostStorageLoss = 0.01;

struct Published {
  Evaluation evaluation;  // of the weights as stored
  double parity = 0.0;    // greatest difference between core and LibTorch
  Dtype storage = Dtype::f16;
  std::vector<std::string> missed;  // targets, in words; none unless `anyway`
  std::filesystem::path file;
};

/// Writes <id>.safetensors, <id>.md, <id>.png, models.json, README.md and what lies beside the model into `folder`. Errors:
/// mismatch when a target is missed and not `anyway`, or the core does not reproduce LibTorch's outputs; a broken models.json; io.
/// Nothing is written before everything has been checked. `bed.extractor` is only looked at where the model makes pictures.
Result<Published> publish(const Checkpoint& checkpoint, const Dataset& dataset, const TestBed& bed, bool anyway,
                          const std::filesystem::path& folder);

}  // namespace zscape
