// Publishing a finished run: the model file, its card, its sample sheet, its entry in models.json and the page of all models.
#pragma once

#include <filesystem>

#include "base/error.hpp"
#include "trainer/data/dataset.hpp"
#include "trainer/publish/published.hpp"
#include "trainer/run/checkpoint.hpp"

namespace zscape {

/// The most by which an output of the core may differ from LibTorch's.
inline constexpr double kParityTolerance = 1e-5;

/// Weights are stored as 8-bit integers where no metric changes by more than this fraction or by more than it differs between
/// seeds.
inline constexpr double kMaxStorageLoss = 0.01;

/// Writes <id>.safetensors, <id>.md, <id>.png, models.json, README.md and the model's side files into `folder`. Errors: mismatch
/// when a target is missed and not `anyway`, or the core does not reproduce LibTorch's outputs; a broken models.json; io. Nothing
/// is written before everything has been checked. `bed.extractor` is used only where the model makes pictures.
Result<Published> publish(const Checkpoint& checkpoint, const Dataset& dataset, const TestBed& bed, bool anyway,
                          const std::filesystem::path& folder);

}  // namespace zscape
