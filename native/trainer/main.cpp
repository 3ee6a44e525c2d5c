// zscape-train: the command line of the trainer. Parses arguments, loads what a command needs, prints what it returned.
#include <CLI/CLI.hpp>
#include <cmath>
#include <cstdio>
#include <optional>

#include "base/file.hpp"
#include "data.hpp"
#include "evaluate.hpp"
#include "interrupt.hpp"
#include "publish.hpp"
#include "recipe.hpp"
#include "spec/catalogue.hpp"
#include "train.hpp"
#include "weights/model_file.hpp"

namespace zscape {
namespace {

namespace fs = std::filesystem;

struct Options {
  std::string device = "auto";
  std::string data_dir;  // empty: the data set's default
  std::string dataset = "mnist";
  std::string recipe;
  std::string out;  // empty: build/runs/<recipe's name>
  bool resume = false;
  std::string input;  // evaluate, publish
  std::string models_dir = "assets/models";
  // Fields of the recipe given on the command line.
  std::optional<std::int64_t> epochs, batch_size, seed, train_limit;
  std::optional<double> learning_rate;
  std::optional<std::string> schedule;
};

Result<fs::path> data_dir(const Options& options, const Dataset& dataset) {
  if (!options.data_dir.empty()) return fs::path(options.data_dir);
  return default_data_dir(dataset);
}

Result<IdxImages> images_for(const ModelSpec& spec, const Dataset& dataset, const Options& options, Split split) {
  ZSCAPE_TRY(const fs::path folder, data_dir(options, dataset));
  ZSCAPE_TRY(LabelledImages data, load_split(dataset, folder, split));
  if (data.images.height * data.images.width != sample_width(spec))
    return Error{ErrorCode::mismatch, "the images in " + folder.string() + " are " + std::to_string(data.images.height) + " x " +
                                          std::to_string(data.images.width) + ", " + spec.id + " expects " +
                                          to_string(spec.sample)};
  return std::move(data.images);
}

Result<Recipe> resolved_recipe(const Options& options) {
  const auto inside = [&](const Error& error) { return Error{error.code, options.recipe + ": " + error.message}; };
  ZSCAPE_TRY(const std::string text, read_text(options.recipe));
  auto json = parse_json_object(text, "the recipe");
  if (!json) return inside(json.error());
  if (options.epochs) (*json)["epochs"] = *options.epochs;
  if (options.batch_size) (*json)["batch_size"] = *options.batch_size;
  if (options.learning_rate) (*json)["learning_rate"] = *options.learning_rate;
  if (options.schedule) (*json)["schedule"] = *options.schedule;
  if (options.seed) (*json)["seed"] = *options.seed;
  if (options.train_limit) (*json)["train_limit"] = *options.train_limit;
  auto recipe = recipe_from_json(*json);
  if (!recipe) return inside({ErrorCode::invalid_argument, recipe.error().message});
  return recipe;
}

// The state a run begins from: read from `path`, or fresh and written there, so that a folder that cannot be written is found
// out before an epoch has been spent, and an interrupted first epoch can be resumed like any other.
Result<Checkpoint> begin(const Options& options, const Recipe& recipe, const ModelSpec& spec, const fs::path& path) {
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
    return checkpoint;
  }
  if (exists)
    return Error{ErrorCode::invalid_argument, path.string() + " exists: go on with it with --resume, or choose another --out"};
  ZSCAPE_TRY(const std::string device, choose_device(options.device));
  std::error_code failed;
  fs::create_directories(path.parent_path(), failed);
  if (failed) return Error{ErrorCode::io, "cannot make the folder " + path.parent_path().string() + ": " + failed.message()};
  Checkpoint checkpoint = start_training(recipe, spec, device);
  ZSCAPE_TRY_VOID(write_file(path, serialize(checkpoint)));
  return checkpoint;
}

Result<void> run_train(const Options& options, const std::string& command) {
  ZSCAPE_TRY(const Recipe recipe, resolved_recipe(options));
  ZSCAPE_TRY(const ModelSpec spec, find_model(recipe.model));
  ZSCAPE_TRY(const Dataset dataset, find_dataset(recipe.dataset));
  ZSCAPE_TRY(const IdxImages images, images_for(spec, dataset, options, Split::train));
  const fs::path out = options.out.empty() ? fs::path("build/runs") / fs::path(options.recipe).stem() : fs::path(options.out);
  const fs::path path = out / "checkpoint.safetensors";
  watch_for_interrupts();
  ZSCAPE_TRY(Checkpoint from, begin(options, recipe, spec, path));
  if (from.epoch == recipe.epochs) {
    std::printf("%s already holds all %lld epochs\n", path.c_str(), static_cast<long long>(recipe.epochs));
    return {};
  }
  std::printf("%s of %s on %s, epochs %lld to %lld, checkpoint %s\n", spec.id.c_str(), std::string(dataset.title).c_str(),
              from.device.c_str(), static_cast<long long>(from.epoch + 1), static_cast<long long>(recipe.epochs), path.c_str());
  if (auto trained = train(std::move(from), spec, images, path); !trained) {
    std::string message = trained.error().message + "; " + path.string() + " holds the last finished epoch";
    if (interrupted()) message += ", go on with: " + command + (options.resume ? "" : " --resume");
    return Error{trained.error().code, message};
  }
  return {};
}

Result<void> run_data(const Options& options) {
  ZSCAPE_TRY(const Dataset dataset, find_dataset(options.dataset));
  ZSCAPE_TRY(const fs::path folder, data_dir(options, dataset));
  return obtain(dataset, folder);
}

void print_elbo(const Elbo& elbo, std::int64_t images) {
  std::printf("test ELBO %.2f nats per image: loss %.2f = reconstruction %.2f + KL %.2f (%lld images, %d posterior samples each)\n",
              -elbo.loss(), elbo.loss(), elbo.reconstruction, elbo.kl, static_cast<long long>(images), kPosteriorSamples);
}

// A checkpoint or a model file, told apart by what it says of itself.
Result<void> run_evaluate(const Options& options) {
  const auto inside = [&](const Error& error) { return Error{error.code, options.input + ": " + error.message}; };
  ZSCAPE_TRY(const Bytes bytes, read_file(options.input));
  ModelFile model;
  std::string dataset_id = options.dataset;
  if (is_checkpoint(bytes)) {
    auto checkpoint = parse_checkpoint(bytes);
    if (!checkpoint) return inside(checkpoint.error());
    ZSCAPE_TRY(model.spec, find_model(checkpoint->recipe.model));
    model.tensors = std::move(checkpoint->weights);
    dataset_id = checkpoint->recipe.dataset;
  } else {
    auto parsed = parse_model_file(bytes);
    if (!parsed) return inside(parsed.error());
    const auto known = find_model(parsed->spec.id);
    if (!known || *known != parsed->spec)
      return inside({ErrorCode::unsupported, "its spec is not that of a model in the catalogue: only those can be measured"});
    model = std::move(*parsed);
  }
  ZSCAPE_TRY(const Dataset dataset, find_dataset(dataset_id));
  ZSCAPE_TRY(const std::string device, choose_device(options.device));
  ZSCAPE_TRY(const IdxImages test, images_for(model.spec, dataset, options, Split::test));
  const Elbo elbo = evaluate(model.spec, model.tensors, test, device);
  if (!std::isfinite(elbo.loss())) return inside({ErrorCode::mismatch, "the loss of these weights is not finite"});
  print_elbo(elbo, test.count);
  return {};
}

Result<void> run_publish(const Options& options) {
  ZSCAPE_TRY(const Checkpoint checkpoint, read_checkpoint(options.input));
  ZSCAPE_TRY(const ModelSpec spec, find_model(checkpoint.recipe.model));
  ZSCAPE_TRY(const Dataset dataset, find_dataset(checkpoint.recipe.dataset));
  ZSCAPE_TRY(const std::string device, choose_device(options.device));
  ZSCAPE_TRY(const IdxImages test, images_for(spec, dataset, options, Split::test));
  if (checkpoint.epoch < checkpoint.recipe.epochs)
    return Error{ErrorCode::mismatch, options.input + " holds epoch " + std::to_string(checkpoint.epoch) + " of " +
                                          std::to_string(checkpoint.recipe.epochs) + ": finish the run before publishing it"};
  ZSCAPE_TRY(const Published published, publish(checkpoint, spec, dataset, test, device, options.models_dir));
  print_elbo(published.elbo, test.count);
  std::printf("core against LibTorch on %lld reconstructions: greatest difference %.2e\n", static_cast<long long>(test.count),
              published.parity);
  std::printf("wrote %s\n", published.file.c_str());
  return {};
}

void add_device(CLI::App& command, Options& options) {
  command.add_option("--device", options.device, "where to compute; auto takes CUDA where LibTorch has it")
      ->check(CLI::IsMember({"auto", "cpu", "cuda"}))
      ->capture_default_str();
}

void add_data_dir(CLI::App& command, Options& options) {
  command.add_option("--data-dir", options.data_dir, "folder of the IDX files (default: the user's cache, under zscape)");
}

void add_train(CLI::App& app, Options& options) {
  CLI::App& train = *app.add_subcommand("train", "train a recipe, with a checkpoint after every epoch");
  train.add_option("recipe", options.recipe, "for example assets/recipes/vae.json")->required();
  add_device(train, options);
  add_data_dir(train, options);
  train.add_option("--out", options.out, "folder of the checkpoint (default: build/runs/ and the recipe's name)");
  train.add_flag("--resume", options.resume, "go on from the checkpoint");
  train.add_option("--epochs", options.epochs, "instead of the recipe's");
  train.add_option("--batch-size", options.batch_size, "instead of the recipe's");
  train.add_option("--learning-rate", options.learning_rate, "instead of the recipe's");
  train.add_option("--schedule", options.schedule, "constant or cosine, instead of the recipe's");
  train.add_option("--seed", options.seed, "instead of the recipe's");
  train.add_option("--train-limit", options.train_limit, "use only the first so many training images");
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
  CLI::App& data = *app.add_subcommand("data", "obtain a data set");
  data.add_option("dataset", options.dataset, "mnist")->required();
  add_data_dir(data, options);
  add_train(app, options);
  CLI::App& evaluate = *app.add_subcommand("evaluate", "measure the ELBO on the test set");
  evaluate.add_option("file", options.input, "a checkpoint or a model file")->required();
  CLI::App& publish = *app.add_subcommand("publish", "write the model file, its card and its entry in models.json");
  publish.add_option("checkpoint", options.input, "of a finished run")->required();
  publish.add_option("--models-dir", options.models_dir, "where published models live")->capture_default_str();
  for (CLI::App* command : {&evaluate, &publish}) {
    add_device(*command, options);
    add_data_dir(*command, options);
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& success) {
    return app.exit(success);
  } catch (const CLI::ParseError& error) {
    std::fprintf(stderr, "zscape-train: %s; see zscape-train --help\n", error.what());
    return 2;
  }
  if (data.parsed()) return report(run_data(options));
  if (evaluate.parsed()) return report(run_evaluate(options));
  if (publish.parsed()) return report(run_publish(options));
  std::string command;
  for (int i = 0; i < argc; ++i) command += (i ? " " : "") + std::string(argv[i]);
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
