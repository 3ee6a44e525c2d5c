#include "trainer/commands/inputs.hpp"

#include <cstdio>

#include "base/file.hpp"
#include "models_folder/data_folder.hpp"
#include "trainer/data/datasets.hpp"
#include "trainer/publish/side_files.hpp"
#include "trainer/run/train.hpp"
#include "trainer/torch/sounds_as_seen.hpp"
#include "weights/model_file.hpp"

namespace zscape {
namespace fs = std::filesystem;
namespace {

Result<LabelledImages> rows_for(const ModelSpec& spec, const Dataset& dataset, const fs::path& folder, Split split) {
  if (spec.sound.has_value() != (dataset.content == Content::sounds))
    return Error{ErrorCode::mismatch, spec.id + " takes " + (spec.sound ? "sounds" : "images") + ", the data set " +
                                          std::string(dataset.id) + " holds " + (spec.sound ? "images" : "sounds")};
  if (!spec.sound) return load_split(dataset, folder, split, spec.sample[1], spec.sample[2]);
  ZSCAPE_TRY(LabelledSounds sounds, load_sounds(dataset, folder, split));
  return as_seen_by(spec, std::move(sounds));
}

// The classifier in whose features samples of `dataset` are measured.
Result<ModelFile> extractor_for(const Dataset& dataset, const Options& options) {
  ZSCAPE_TRY(const fs::path folder, models_folder(folder_or(options.models_dir, "assets/models", "")));
  const fs::path path = folder / (std::string(dataset.extractor) + ".safetensors");
  const auto bytes = read_file(path);
  if (!bytes)
    return Error{bytes.error().code, bytes.error().message + ": samples are measured in the features of " +
                                         std::string(dataset.extractor) + ", publish it first"};
  auto file = parse_model_file(*bytes);
  if (!file) return about(path.string(), file.error());
  if (file->spec.id != dataset.extractor)
    return Error{ErrorCode::mismatch,
                 path.string() + " should hold " + std::string(dataset.extractor) + ", found " + file->spec.id};
  return file;
}

}  // namespace

Result<fs::path> data_dir(const Options& options, const Dataset& dataset) {
  if (!options.data_dir.empty()) return fs::path(options.data_dir);
  return default_data_dir(dataset);
}

Result<LabelledImages> images_for(const ModelSpec& spec, const Dataset& dataset, const Options& options, Split split) {
  ZSCAPE_TRY(const fs::path folder, data_dir(options, dataset));
  ZSCAPE_TRY(LabelledImages data, rows_for(spec, dataset, folder, split));
  const auto classes = static_cast<std::int64_t>(data.classes.size());
  const std::int64_t least = is_conditional(spec) ? spec.classes : 2;  // a class without pictures cannot be learnt
  if (spec.classes > 0 && (classes < least || classes > spec.classes))
    return Error{ErrorCode::mismatch, std::string(spec.sound ? "the sounds" : "the images") + " in " + folder.string() + " have " +
                                          std::to_string(classes) + " classes, " + spec.id + " takes " +
                                          (least < spec.classes ? std::to_string(least) + " to " : "") +
                                          std::to_string(spec.classes)};
  return data;
}

Result<TestBed> test_bed(const ModelSpec& spec, const Dataset& dataset, const Options& options) {
  TestBed bed;
  ZSCAPE_TRY(bed.device, choose_device(options.device));
  ZSCAPE_TRY(bed.train, images_for(spec, dataset, options, Split::train));
  ZSCAPE_TRY(bed.test, images_for(spec, dataset, options, Split::test));
  bed.same_classes = !is_users_own(dataset);
  if (is_generative(spec)) {
    ZSCAPE_TRY(bed.extractor, extractor_for(dataset, options));
  }
  return bed;
}

Result<std::vector<std::string>> models_among(const std::vector<std::string>& paths) {
  std::vector<std::string> models;
  for (const std::string& path : paths) {
    if (is_side_file(path))
      std::printf("%s is not a model, left out\n", path.c_str());
    else
      models.push_back(path);
  }
  if (models.empty()) return Error{ErrorCode::invalid_argument, "none of the files is a model"};
  return models;
}

}  // namespace zscape
