// zscape-train: the command line of the trainer. Reads arguments, calls commands.cpp, turns an Error into one line and an exit
// code.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cctype>
#include <cstdio>
#include <string>

#include "console/wrong_usage.hpp"
#include "trainer/commands/commands.hpp"
#include "trainer/commands/options.hpp"
#include "trainer/recipe/recipe.hpp"

namespace zscape {
namespace {

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
                   "folder of the checkpoint (default: runs/NAME of the recipe; in a clone of zscape build/runs/NAME)");
  train.add_flag("--resume", options.resume, "go on from the checkpoint");
  for (const RecipeKey& key : recipe_keys()) {
    std::string option = "--" + std::string(key.name);
    std::replace(option.begin(), option.end(), '_', '-');
    train.add_option_function<std::string>(
        option, [&options, name = std::string(key.name)](const std::string& words) { options.overrides[name] = words; },
        std::string(key.meaning) + " (instead of the recipe's)");
  }
}

// A word as a shell takes it.
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
      "folder to publish to, with the classifier that measures (default: models, measured by the published classifier; "
      "in a clone of zscape assets/models)");
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

// The only place that catches exceptions: LibTorch throws where its device fails or memory runs out.
int main(int argc, char** argv) try { return zscape::run(argc, argv); } catch (const std::exception& error) {
  const std::string_view message = error.what();  // LibTorch adds its call stack
  std::fprintf(stderr, "zscape-train: %s\n", std::string(message.substr(0, message.find('\n'))).c_str());
  return 1;
}
