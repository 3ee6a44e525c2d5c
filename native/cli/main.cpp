// zscape: the command line. Reads arguments, calls commands.cpp, turns an Error into one line and an exit code:
// 0 success, 1 the work failed, 2 wrong usage.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <map>
#include <new>

#include "commands.hpp"
#include "models_folder.hpp"

using namespace zscape;

namespace {

int finish(Result<void> result) {
  if (result && (std::fflush(stdout) != 0 || std::ferror(stdout))) result = Error{ErrorCode::io, "cannot write to standard output"};
  if (result) return 0;
  std::fprintf(stderr, "zscape: %s\n", result.error().message.c_str());
  return result.error().code == ErrorCode::invalid_argument ? 2 : 1;
}

Result<void> print(const Result<std::string>& text) {
  if (!text) return text.error();
  std::fputs(text->c_str(), stdout);
  return {};
}

template <class Command>
Result<void> with_model(const std::string& name, const std::string& folder, Command command) {
  ZSCAPE_TRY(const Model model, open_model(name, folder));
  return command(model);
}

int run(int argc, char** argv) {
  CLI::App app{"Walk through the latent space of generative models"};
  app.require_subcommand(1);
  std::string model = "vae";
  std::string models_folder = ZSCAPE_MODELS_DIR;
  const auto add_model = [&](CLI::App* command) {
    command->add_option("--model", model, "published id, or a weights file")->capture_default_str();
    command->add_option("--models-dir", models_folder, "folder of models.json")->capture_default_str();
  };

  SampleOptions sampling;
  CLI::App* sample_command = app.add_subcommand("sample", "a sheet of samples from the prior, as PNG");
  add_model(sample_command);
  sample_command->add_option("--seed", sampling.seed, "of the random numbers")
      ->capture_default_str()
      ->check(CLI::NonNegativeNumber);
  sample_command->add_option("--count", sampling.count, "number of samples")->capture_default_str()->check(CLI::Range(1, 4096));
  sample_command->add_option("--temperature", sampling.temperature, "scales sigma")
      ->capture_default_str()
      ->check(CLI::Range(0.0, 10.0));
  sample_command->add_option("--label", sampling.label, "class to generate, of a conditional model; without it they take turns");
  sample_command->add_option("-o,--output", sampling.output, "PNG file")->required();

  InterpolateOptions walk;
  CLI::App* interpolate_command = app.add_subcommand("interpolate", "a row of pictures from one sample to another, as PNG");
  add_model(interpolate_command);
  const std::map<std::string, Path> paths = {{"linear", Path::linear}, {"spherical", Path::spherical}};
  interpolate_command->add_option("--seed", walk.seed, "of the random numbers")
      ->capture_default_str()
      ->check(CLI::NonNegativeNumber);
  interpolate_command->add_option("--from", walk.from, "number of the first sample")
      ->capture_default_str()
      ->check(CLI::NonNegativeNumber);
  interpolate_command->add_option("--to", walk.to, "number of the last sample")
      ->capture_default_str()
      ->check(CLI::NonNegativeNumber);
  interpolate_command->add_option("--steps", walk.steps, "pictures, both ends included")
      ->capture_default_str()
      ->check(CLI::Range(2, 1024));
  interpolate_command->add_option("--label", walk.label, "class, of a conditional model; without it, the samples' own");
  interpolate_command->add_option("--to-label", walk.to_label, "class to change into on the way");
  interpolate_command->add_option("--path", walk.path, "linear or spherical")->transform(CLI::CheckedTransformer(paths));
  interpolate_command->add_option("-o,--output", walk.output, "PNG file")->required();

  std::string file;
  CLI::App* inspect_command = app.add_subcommand("inspect", "spec, tensors, card and golden check of a weights file");
  inspect_command->add_option("file", file, "weights file")->required();

  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& help) {
    return app.exit(help);
  } catch (const CLI::ParseError& wrong) {
    std::fprintf(stderr, "zscape: %s; see zscape --help\n", wrong.what());
    return 2;
  }
  if (*sample_command) return finish(with_model(model, models_folder, [&](const Model& m) { return sample(m, sampling); }));
  if (*interpolate_command) return finish(with_model(model, models_folder, [&](const Model& m) { return interpolate(m, walk); }));
  const auto text = inspect(file);
  return finish(print(text));
}

}  // namespace

int main(int argc, char** argv) try { return run(argc, argv); } catch (const std::bad_alloc&) {
  std::fputs("zscape: not enough memory for that many samples of this model\n", stderr);
  return 1;
}
