// zscape-train: the command line of the trainer. Parses arguments, loads what a command needs, prints what it returned.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cctype>
#include <cstdio>
#include <map>
#include <string>
#include <vector>

#include "base/file.hpp"
#include "beside.hpp"
#include "data.hpp"
#include "evaluate.hpp"
#include "finish.hpp"
#include "interrupt.hpp"
#include "models_folder/data_folder.hpp"
#include "publish.hpp"
#include "recipe.hpp"
#include "report.hpp"
#include "sound_folder.hpp"
#include "sounds.hpp"
#include "spec/catalogue.hpp"
#include "train.hpp"
#include "weights/model_file.hpp"
#include "wrong_usage.hpp"

namespace zscape {
namespace {

namespace fs = std::filesystem;

struct Options {
  std::string device = "auto";
  std::string data_dir;  // empty: the data set's default
  std::string dataset = "mnist";
  std::string recipe;
  std::string out;  // of the checkpoint
  bool resume = false;
  std::vector<std::string> inputs;  // data, evaluate, publish
  std::string json;
  bool anyway = false;
  std::string models_dir;                        // to publish to, and of the classifier to measure with
  std::map<std::string, std::string> overrides;  // of the recipe's fields
};

Result<fs::path> data_dir(const Options& options, const Dataset& dataset) {
  if (!options.data_dir.empty()) return fs::path(options.data_dir);
  return default_data_dir(dataset);
}

Result<LabelledImages> rows_for(const ModelSpec& spec, const Dataset& dataset, const fs::path& folder, Split split) {
  if (spec.sound.has_value() != (dataset.content == Content::sounds))
    return Error{ErrorCode::mismatch, spec.id + " takes " + (spec.sound ? "sounds" : "images") + ", the data set " +
                                          std::string(dataset.id) + " holds " + (spec.sound ? "images" : "sounds")};
  if (!spec.sound) return load_split(dataset, folder, split, spec.sample[1], spec.sample[2]);
  ZSCAPE_TRY(LabelledSounds sounds, load_sounds(dataset, folder, split));
  return as_seen_by(spec, std::move(sounds));
}

// Images of the size that `spec` takes, or sounds as it sees them, with labels that it can know.
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

Result<Recipe> resolved_recipe(const Options& options) {
  const auto inside = [&](const Error& error) { return Error{error.code, options.recipe + ": " + error.message}; };
  ZSCAPE_TRY(const fs::path path, find_recipe(options.recipe));
  ZSCAPE_TRY(const std::string text, read_text(path));
  auto json = parse_json_object(text, "the recipe");
  if (!json) return inside(json.error());
  for (const auto& [key, words] : options.overrides) override_key(*json, key, words);
  auto recipe = recipe_from_json(*json);
  if (!recipe) return inside({ErrorCode::invalid_argument, recipe.error().message});
  return recipe;
}

// The state a run begins from: read from `path`, or fresh and written there, so that a folder that cannot be written is found
// out before an epoch has been spent, and an interrupted first epoch can be resumed like any other.
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
  std::error_code failed;
  fs::create_directories(path.parent_path(), failed);
  if (failed) return Error{ErrorCode::io, "cannot make the folder " + path.parent_path().string() + ": " + failed.message()};
  Checkpoint checkpoint = start_training(recipe, spec, data, device);
  ZSCAPE_TRY_VOID(write_file(path, serialize(checkpoint)));
  return checkpoint;
}

Result<void> run_train(const Options& options, const std::string& command) {
  ZSCAPE_TRY(const Recipe recipe, resolved_recipe(options));
  ZSCAPE_TRY(const ModelSpec spec, find_model(recipe.model));
  ZSCAPE_TRY(const Dataset dataset, find_dataset(recipe.dataset));
  ZSCAPE_TRY(const LabelledImages data, images_for(spec, dataset, options, Split::train));
  const fs::path name = fs::path(options.recipe).stem();
  const fs::path out = folder_or(options.out, "build/runs" / name, "runs" / name), path = out / kCheckpointName;
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

// The classifier in whose features samples of `dataset` are measured.
Result<ModelFile> extractor_for(const Dataset& dataset, const Options& options) {
  ZSCAPE_TRY(const fs::path folder, models_folder(folder_or(options.models_dir, "assets/models", "")));
  const fs::path path = folder / (std::string(dataset.extractor) + ".safetensors");
  const auto bytes = read_file(path);
  if (!bytes)
    return Error{bytes.error().code, bytes.error().message + ": samples are measured in the features of " +
                                         std::string(dataset.extractor) + ", publish it first"};
  auto file = parse_model_file(*bytes);
  if (!file) return Error{file.error().code, path.string() + ": " + file.error().message};
  if (file->spec.id != dataset.extractor)
    return Error{ErrorCode::mismatch,
                 path.string() + " should hold " + std::string(dataset.extractor) + ", found " + file->spec.id};
  return file;
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

// A checkpoint or a model file, told apart by what it says of itself, as it is or would be published; with its data set's id.
Result<std::pair<ModelFile, std::string>> model_to_measure(const std::string& path, const Options& options) {
  const auto inside = [&](const Error& error) { return Error{error.code, path + ": " + error.message}; };
  ZSCAPE_TRY(const Bytes bytes, read_file(path));
  if (is_checkpoint(bytes)) {
    const auto checkpoint = parse_checkpoint(bytes);
    if (!checkpoint) return inside(checkpoint.error());
    ZSCAPE_TRY(const ModelSpec spec, find_model(checkpoint->recipe.model));
    ZSCAPE_TRY(const Dataset dataset, find_dataset(checkpoint->recipe.dataset));
    ZSCAPE_TRY(const LabelledImages train, images_for(spec, dataset, options, Split::train));
    auto file = finish(*checkpoint, train);
    if (!file) return inside(file.error());
    return std::pair(std::move(*file), checkpoint->recipe.dataset);
  }
  auto file = parse_model_file(bytes);
  if (!file) return inside(file.error());
  std::string dataset = options.dataset;
  if (file->card) {
    const auto recipe = parse_json_object(file->card->recipe, "the recipe in the file");
    const auto named = recipe ? get_string(*recipe, "dataset") : Result<std::string>(recipe.error());
    if (!named) return inside(named.error());
    dataset = *named;
  }
  return std::pair(std::move(*file), dataset);
}

// `paths` without what lies beside models, which a pattern like *.safetensors names too.
Result<std::vector<std::string>> models_among(const std::vector<std::string>& paths) {
  std::vector<std::string> models;
  for (const std::string& path : paths) {
    if (is_beside_models(path))
      std::printf("%s is not a model, left out\n", path.c_str());
    else
      models.push_back(path);
  }
  if (models.empty()) return Error{ErrorCode::invalid_argument, "none of the files is a model"};
  return models;
}

Result<void> measure_all(const Options& options, Evaluated& all) {
  ZSCAPE_TRY(const std::vector<std::string> models, models_among(options.inputs));
  for (const std::string& path : models) {
    ZSCAPE_TRY(const auto subject, model_to_measure(path, options));
    const auto& [file, dataset_id] = subject;
    ZSCAPE_TRY(const Dataset dataset, find_dataset(dataset_id));
    ZSCAPE_TRY(const TestBed bed, test_bed(file.spec, dataset, options));
    auto evaluation = evaluate(file, bed);
    if (!evaluation) return Error{evaluation.error().code, path + ": " + evaluation.error().message};
    const bool twice = std::any_of(all.begin(), all.end(), [&](const auto& other) { return other.first == file.spec.id; });
    all.emplace_back(twice ? path : file.spec.id, std::move(*evaluation));
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
  ZSCAPE_TRY(const fs::path data, data_dir(options, dataset));
  ZSCAPE_TRY_VOID(verify(dataset, data));  // the card will name it
  const fs::path folder = folder_or(options.models_dir, "assets/models", "models");
  ZSCAPE_TRY(const TestBed bed, test_bed(spec, dataset, options));
  ZSCAPE_TRY(const Published published, publish(checkpoint, dataset, bed, options.anyway, folder));
  std::printf("%s", table_text({{spec.id, published.evaluation}}).c_str());
  std::printf("core against LibTorch: greatest difference %.2e\n", published.parity);
  for (const std::string& line : published.missed) std::printf("published although %s\n", line.c_str());
  std::printf("wrote %s, stored as %s\n", published.file.c_str(), std::string(to_string(published.storage)).c_str());
  return {};
}

// Of one published model, which models.json beside it lists.
Result<void> make_codes(const fs::path& path, const Options& options) {
  const fs::path models = path.parent_path(), list = models / "models.json";
  ZSCAPE_TRY(Manifest manifest, read_manifest(list));
  const auto entry = std::find_if(manifest.models.begin(), manifest.models.end(),
                                  [&](const ManifestEntry& e) { return e.file == path.filename().string(); });
  if (entry == manifest.models.end())
    return Error{ErrorCode::not_found, list.string() + " lists no model " + path.filename().string() + ": publish it first"};
  ZSCAPE_TRY(const Bytes bytes, read_published(models, *entry));
  const auto model = Model::load(bytes);
  if (!model) return Error{model.error().code, path.string() + ": " + model.error().message};
  if (!model->has_decoder()) {
    std::printf("%s has neither codes nor thumbnails: a classifier, left out\n", path.c_str());
    return {};
  }
  ZSCAPE_TRY(const Dataset dataset, find_dataset(entry->dataset));
  ZSCAPE_TRY(const fs::path folder, data_dir(options, dataset));
  ZSCAPE_TRY_VOID(verify(dataset, folder));
  ZSCAPE_TRY(const LabelledImages test, images_for(model->spec(), dataset, options, Split::test));
  ZSCAPE_TRY(const std::vector<NamedFile> files, publish_beside(std::move(manifest), *model, dataset, test, models));
  if (files.empty()) std::printf("%s: what is beside it is as it should be\n", path.c_str());
  for (const NamedFile& file : files) std::printf("wrote %s, %zu bytes\n", (models / file.name).c_str(), file.bytes.size());
  return {};
}

Result<void> run_codes(const Options& options) {
  ZSCAPE_TRY(const std::vector<std::string> models, models_among(options.inputs));
  for (const std::string& path : models) ZSCAPE_TRY_VOID(make_codes(path, options));
  return {};
}

void add_device(CLI::App& command, Options& options) {
  command.add_option("--device", options.device, "where to compute; auto takes CUDA where LibTorch has it")
      ->check(CLI::IsMember({"auto", "cpu", "cuda"}))
      ->capture_default_str();
}

void add_data_dir(CLI::App& command, Options& options) {
  command.add_option("--data-dir", options.data_dir,
                     "folder of the IDX files, or of the images (default: the user's cache, under zscape)");
}

void add_train(CLI::App& app, Options& options) {
  CLI::App& train = *app.add_subcommand("train", "train a recipe, with a checkpoint after every epoch");
  train.add_option("recipe", options.recipe, "a recipe's file, or the name of a published one, for example vae")->required();
  add_device(train, options);
  add_data_dir(train, options);
  train.add_option("--out", options.out,
                   "folder of the checkpoint (default: runs/NAME of the recipe, in a clone of zscape build/runs/NAME)");
  train.add_flag("--resume", options.resume, "go on from the checkpoint");
  for (const RecipeKey& key : recipe_keys()) {
    std::string option = "--" + std::string(key.name);
    std::replace(option.begin(), option.end(), '_', '-');
    train.add_option_function<std::string>(
        option, [&options, name = std::string(key.name)](const std::string& words) { options.overrides[name] = words; },
        std::string(key.meaning) + " (instead of the recipe's)");
  }
}

// As a shell reads it back.
std::string quoted(const std::string& word) {
  const bool plain = !word.empty() && std::all_of(word.begin(), word.end(), [](unsigned char c) {
    return std::isalnum(c) || std::string_view("_-./=:,+@%").find(static_cast<char>(c)) != std::string_view::npos;
  });
  if (plain) return word;
  std::string result = "'";
  for (const char c : word) result += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return result + "'";
}

int report(const Result<void>& result) {
  if (result) return 0;
  std::fprintf(stderr, "zscape-train: %s\n", result.error().message.c_str());
  return result.error().code == ErrorCode::invalid_argument ? 2 : 1;
}

int run(int argc, char** argv) {
  Options options;
  CLI::App app("Trains, measures and publishes zscape's models.", "zscape-train");
  app.require_subcommand(1);
  CLI::App& data = *app.add_subcommand("data", "obtain a data set, or make one of sounds");
  data.add_option("dataset", options.dataset, "mnist, fashion-mnist, spoken-digits or sound")->required();
  data.add_option("inputs", options.inputs, "for sound: folders of sound files, or files, each a class");
  add_data_dir(data, options);
  add_train(app, options);
  CLI::App& evaluate = *app.add_subcommand("evaluate", "measure models on the test set");
  evaluate.add_option("files", options.inputs, "checkpoints or model files")->required();
  evaluate.add_option("--dataset", options.dataset, "of files that do not say what they were trained on")->capture_default_str();
  evaluate.add_option("--models-dir", options.models_dir, "folder of the classifier that measures (default: the published)");
  evaluate.add_option("--json", options.json, "also write what was found to this file");
  CLI::App& publish = *app.add_subcommand("publish", "write the model file, its card, its picture and its entry in models.json");
  publish.add_option("checkpoint", options.inputs, "of a finished run")->required()->expected(1);
  publish.add_option(
      "--models-dir", options.models_dir,
      "folder to publish to, with the classifier that samples are measured by (default: models, in a clone of zscape "
      "assets/models; measured by the published classifier)");
  publish.add_flag("--anyway", options.anyway, "publish a model that misses its recipe's targets; the card will say so");
  CLI::App& codes =
      *app.add_subcommand("codes", "write where published models put the test set, ten test images of each class, and thumbnails");
  codes.add_option("files", options.inputs, "published model files, beside their models.json")->required();
  add_data_dir(codes, options);
  for (CLI::App* command : {&evaluate, &publish}) {
    add_device(*command, options);
    add_data_dir(*command, options);
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& success) {
    return app.exit(success);
  } catch (const CLI::ParseError& wrong) {
    return wrong_usage(app, wrong);
  }
  if (data.parsed()) return report(run_data(options));
  if (evaluate.parsed()) return report(run_evaluate(options));
  if (codes.parsed()) return report(run_codes(options));
  if (publish.parsed()) return report(run_publish(options));
  std::string command;
  for (int i = 0; i < argc; ++i) command += (i ? " " : "") + quoted(argv[i]);
  return report(run_train(options, command));
}

}  // namespace
}  // namespace zscape

// The one place that catches: LibTorch throws where its device or memory gives out.
int main(int argc, char** argv) try { return zscape::run(argc, argv); } catch (const std::exception& error) {
  const std::string_view message = error.what();  // LibTorch adds its call stack
  std::fprintf(stderr, "zscape-train: %s\n", std::string(message.substr(0, message.find('\n'))).c_str());
  return 1;
}
