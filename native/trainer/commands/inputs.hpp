// Loading what the commands of zscape-train work on.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "data/idx.hpp"
#include "trainer/commands/options.hpp"
#include "trainer/data/dataset.hpp"
#include "trainer/measure/evaluate.hpp"

namespace zscape {

/// The folder of the data set: --data-dir, or its default.
Result<std::filesystem::path> data_dir(const Options& options, const Dataset& dataset);

/// Images of the size that `spec` takes, or sounds in its form. Error mismatch: sounds for a model of images or the reverse, or
/// another number of classes than the model takes.
Result<LabelledImages> images_for(const ModelSpec& spec, const Dataset& dataset, const Options& options, Split split);

/// Both splits, and the published classifier in whose features samples are measured.
Result<TestBed> test_bed(const ModelSpec& spec, const Dataset& dataset, const Options& options);

/// `paths` without side files, which a pattern like *.safetensors matches too; says on stdout what was left out.
Result<std::vector<std::string>> models_among(const std::vector<std::string>& paths);

}  // namespace zscape
