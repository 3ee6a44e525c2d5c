#include "trainer/commands/commands.hpp"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <vector>

#include "base/file.hpp"
#include "console/interrupt.hpp"
#include "models_folder/data_folder.hpp"
#include "models_folder/models_folder.hpp"
#include "spec/catalogue.hpp"
#include "trainer/commands/inputs.hpp"
#include "trainer/data/datasets.hpp"
#include "trainer/data/known_files.hpp"
#include "trainer/data/obtain.hpp"
#include "trainer/data/sound_folder.hpp"
#include "trainer/measure/report.hpp"
#include "trainer/publish/finish.hpp"
#include "trainer/publish/publish.hpp"
#include "trainer/publish/side_files.hpp"
#include "trainer/run/train.hpp"
#include "weights/model_file.hpp"

namespace zscape {
namespace fs = std::filesystem;
namespace {

Result<Recipe> resolved_recipe(const Options& options) {
  ZSCAPE_TRY(const fs::path path, find_recipe(options.recipe));
  ZSCAPE_TRY(const std::string text, read_text(path));
  auto json = parse_json_object(text, "the recipe");
  if (!json) return about(options.recipe, json.error());
  for (const auto& [key, words] : options.overrides) override_key(*json, key, words);
  auto recipe = recipe_from_json(*json);
  if (!recipe) return about(options.recipe, {ErrorCode::invalid_argument, recipe.error().message});
  return recipe;
}

// The state that a run begins from: read from `path`, or fresh and written there. So a folder that cannot be written is found out
// before an epoch is spent, and an interrupted first epoch can be resumed like any other.
Result<Checkpoint> begin(const Options& options, const Recipe& recipe, const ModelSpec& spec, const LabelledImages& data,
                         const fs::path& path) {
  std::error_code unreadable;
  const bool exists = fs::exists(path, unreadable);
  if (unreadable) return Error{ErrorCode::io, "cannot look at " + path.string() + ": " + unreadable.message()};
  if (options.resume) {
    if (!exists) return Error{ErrorCode::not_found, "no checkpoint to resume: " + path.string() + " does not exist"};
    ZSCAPE_TRY(Checkpoint checkpoint, read_checkpoint(path));
    if (const std::string difference = first_difference(checkpoint.recipe, recipe); !difference.empty())
      return Error{ErrorCode::mismatch, path.string() + " is of another recipe: " + difference};
    if (options.device != "auto" && options.device != checkpoint.device)
      return Error{ErrorCode::mismatch, path.string() + " was trained on " + checkpoint.device + ", not " + options.device};
    ZSCAPE_TRY(checkpoint.device, choose_device(checkpoint.device));
    checkpoint.recipe.targets = recipe.targets;  // they decide about publishing, not about weights
    return checkpoint;
  }
  if (exists)
    return Error{ErrorCode::invalid_argument, path.string() + " exists: go on with it with --resume, or choose another --out"};
  ZSCAPE_TRY(const std::string device, choose_device(options.device));
  ZSCAPE_TRY_VOID(make_folder(path.parent_path()));
  Checkpoint checkpoint = start_training(recipe, spec, data, device);
  ZSCAPE_TRY_VOID(write_file(path, serialize(checkpoint)));
  return checkpoint;
}

// The model in a model file or, as it would be published, of a checkpoint; with the id of its data set.
Result<std::pair<ModelFile, std::string>> model_to_measure(const std::string& path, const Options& options) {
  ZSCAPE_TRY(const Bytes bytes, read_file(path));
  if (is_checkpoint(bytes)) {
    const auto checkpoint = parse_checkpoint(bytes);
    if (!checkpoint) return about(path, checkpoint.error());
    ZSCAPE_TRY(const ModelSpec spec, find_model(checkpoint->recipe.model));
    ZSCAPE_TRY(const Dataset dataset, find_dataset(checkpoint->recipe.dataset));
    ZSCAPE_TRY(const LabelledImages train, images_for(spec, dataset, options, Split::train));
    auto file = finish(*checkpoint, train);
    if (!file) return about(path, file.error());
    return std::pair(std::move(*file), checkpoint->recipe.dataset);
  }
  auto file = parse_model_file(bytes);
  if (!file) return about(path, file.error());
  std::string dataset = options.dataset;
  if (file->card) {
    const auto recipe = parse_json_object(file->card->recipe, "the recipe in the file");
    const auto named = recipe ? get_string(*recipe, "dataset") : Result<std::string>(recipe.error());
    if (!named) return about(path, named.error());
    dataset = *named;
  }
  return std::pair(std::move(*file), dataset);
}

Result<void> measure_all(const Options& options, Evaluated& all) {
  ZSCAPE_TRY(const std::vector<std::string> models, models_among(options.inputs));
  for (const std::string& path : models) {
    ZSCAPE_TRY(const auto subject, model_to_measure(path, options));
    const auto& [file, dataset_id] = subject;
    ZSCAPE_TRY(const Dataset dataset, find_dataset(dataset_id));
    ZSCAPE_TRY(const TestBed bed, test_bed(file.spec, dataset, options));
    auto evaluation = evaluate(file, bed);
    if (!evaluation) return about(path, evaluation.error());
    const bool twice = std::any_of(all.begin(), all.end(), [&](const auto& other) { return other.first == file.spec.id; });
    all.emplace_back(twice ? path : file.spec.id, std::move(*evaluation));
  }
  return {};
}

// The side files of one published model, which is listed in models.json of its folder.
Result<void> write_side_files(const fs::path& path, const Options& options) {
  const fs::path models = path.parent_path();
  ZSCAPE_TRY(Manifest manifest, read_manifest(models));
  const auto entry = std::find_if(manifest.models.begin(), manifest.models.end(),
                                  [&](const ManifestEntry& e) { return e.file == path.filename().string(); });
  if (entry == manifest.models.end())
    return Error{ErrorCode::not_found,
                 (models / kManifestName).string() + " lists no model " + path.filename().string() + ": publish it first"};
  ZSCAPE_TRY(const Bytes bytes, read_published(models, *entry));
  const auto model = Model::load(bytes);
  if (!model) return about(path.string(), model.error());
  if (!model->has_decoder()) {
    std::printf("%s has neither codes nor thumbnails: a classifier, left out\n", path.c_str());
    return {};
  }
  ZSCAPE_TRY(const Dataset dataset, find_dataset(entry->dataset));
  ZSCAPE_TRY(const fs::path folder, data_dir(options, dataset));
  ZSCAPE_TRY_VOID(verify(dataset, folder));
  ZSCAPE_TRY(const LabelledImages test, images_for(model->spec(), dataset, options, Split::test));
  ZSCAPE_TRY(const std::vector<NamedFile> files, publish_side_files(std::move(manifest), *model, dataset, test, models));
  if (files.empty()) std::printf("%s: its side files are as they should be\n", path.c_str());
  for (const NamedFile& file : files) std::printf("wrote %s, %zu bytes\n", (models / file.name).c_str(), file.bytes.size());
  return {};
}

}  // namespace

Result<void> run_data(const Options& options) {
  ZSCAPE_TRY(const Dataset dataset, find_dataset(options.dataset));
  const bool cuts = dataset.content == Content::sounds && is_users_own(dataset);
  if (cuts == options.inputs.empty())
    return Error{ErrorCode::invalid_argument,
                 cuts ? "the data set sound is made of your own: zscape-train data sound DIR... --data-dir OUT"
                      : "the data set " + std::string(dataset.id) + " is made of no folders, found " + options.inputs[0]};
  ZSCAPE_TRY(const fs::path folder, data_dir(options, dataset));
  if (dataset.content == Content::sounds) watch_for_interrupts();  // made here, at length
  if (!cuts) return obtain(dataset, folder);
  const std::vector<fs::path> inputs(options.inputs.begin(), options.inputs.end());
  return cut_sounds(inputs, folder);
}

Result<void> run_train(const Options& options, const std::string& command) {
  ZSCAPE_TRY(const Recipe recipe, resolved_recipe(options));
  ZSCAPE_TRY(const ModelSpec spec, find_model(recipe.model));
  ZSCAPE_TRY(const Dataset dataset, find_dataset(recipe.dataset));
  ZSCAPE_TRY(const LabelledImages data, images_for(spec, dataset, options, Split::train));
  const fs::path name = fs::path(options.recipe).stem();
  const fs::path out = folder_or(options.out, "build/runs" / name, "runs" / name);
  const fs::path path = out / kCheckpointName;
  watch_for_interrupts();
  ZSCAPE_TRY(Checkpoint from, begin(options, recipe, spec, data, path));
  if (from.epoch == recipe.epochs) {
    ZSCAPE_TRY_VOID(write_file(path, serialize(from)));
    std::printf("%s already holds all %lld epochs\n", path.c_str(), static_cast<long long>(recipe.epochs));
    return {};
  }
  std::printf("%s of %s on %s, epochs %lld to %lld, checkpoint %s\n", spec.id.c_str(), std::string(dataset.title).c_str(),
              from.device.c_str(), static_cast<long long>(from.epoch + 1), static_cast<long long>(recipe.epochs), path.c_str());
  if (auto trained = train(std::move(from), spec, data, out); !trained) {
    std::string message = trained.error().message + "; " + path.string() + " holds what was saved last";
    if (interrupted()) message += ", go on with: " + command + (options.resume ? "" : " --resume");
    return Error{trained.error().code, message};
  }
  return {};
}

Result<void> run_evaluate(const Options& options) {
  for (const std::string& path : options.inputs) {
    std::error_code missing;
    if (!options.json.empty() && fs::equivalent(path, options.json, missing))
      return Error{ErrorCode::invalid_argument, "--json " + options.json + " is one of the files to measure"};
  }
  Evaluated all;
  const auto measured = measure_all(options, all);
  if (!measured && all.empty()) return measured;
  std::printf("%s", table_text(all).c_str());
  if (!options.json.empty()) {
    ZSCAPE_TRY_VOID(write_file(options.json, to_json(all).dump(2) + "\n"));
  }
  return measured;
}

Result<void> run_publish(const Options& options) {
  const std::string& input = options.inputs.front();
  ZSCAPE_TRY(const Checkpoint checkpoint, read_checkpoint(input));
  ZSCAPE_TRY(const ModelSpec spec, find_model(checkpoint.recipe.model));
  ZSCAPE_TRY(const Dataset dataset, find_dataset(checkpoint.recipe.dataset));
  if (checkpoint.epoch < checkpoint.recipe.epochs)
    return Error{ErrorCode::mismatch, input + " holds epoch " + std::to_string(checkpoint.epoch) + " of " +
                                          std::to_string(checkpoint.recipe.epochs) + ": finish the run before publishing it"};
  ZSCAPE_TRY(const fs::path folder, data_dir(options, dataset));
  ZSCAPE_TRY_VOID(verify(dataset, folder));  // the card will name it
  ZSCAPE_TRY(const TestBed bed, test_bed(spec, dataset, options));
  const fs::path models = folder_or(options.models_dir, "assets/models", "models");
  ZSCAPE_TRY(const Published published, publish(checkpoint, dataset, bed, options.anyway, models));
  std::printf("%s", table_text({{spec.id, published.evaluation}}).c_str());
  std::printf("core against LibTorch: greatest difference %.2e\n", published.parity);
  for (const std::string& line : published.missed) std::printf("published although %s\n", line.c_str());
  std::printf("wrote %s, stored as %s\n", published.file.c_str(), std::string(to_string(published.storage)).c_str());
  return {};
}

Result<void> run_codes(const Options& options) {
  ZSCAPE_TRY(const std::vector<std::string> models, models_among(options.inputs));
  for (const std::string& path : models) ZSCAPE_TRY_VOID(write_side_files(path, options));
  return {};
}

}  // namespace zscape
