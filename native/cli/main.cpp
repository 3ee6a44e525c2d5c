// zscape: the command line. Reads arguments, calls commands.cpp, turns an Error into one line and an exit code:
// 0 success, 1 the work failed, 2 wrong usage.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <map>
#include <new>
#include <optional>

#include "base/number_text.hpp"
#include "cli/commands.hpp"
#include "cli/plot.hpp"
#include "console/wrong_usage.hpp"
#include "latent/latents_text.hpp"
#include "models_folder/data_folder.hpp"
#include "models_folder/models_folder.hpp"

using namespace zscape;

namespace {

int finish(Result<void> result) {
  if (result && (std::fflush(stdout) != 0 || std::ferror(stdout))) result = Error{ErrorCode::io, "cannot write to standard output"};
  if (result) return 0;
  std::string message = printable(result.error().message);
  std::replace(message.begin(), message.end(), '\n', '?');  // one line, whatever files are called
  std::fprintf(stderr, "zscape: %s\n", message.c_str());
  return result.error().code == ErrorCode::invalid_argument ? 2 : 1;
}

Result<void> print(const Result<std::string>& text) {
  if (!text) return text.error();
  std::fputs(text->c_str(), stdout);
  return {};
}

struct ModelChoice {
  std::optional<std::string> name;
  std::string folder;  // empty: that of the published models
};

constexpr const char* kDefaultModel = "vae";
constexpr const char* kOutput = "PNG file, or of a model of sounds WAV file";

template <class Options>
Result<void> with_model(const ModelChoice& choice, Result<void> (*command)(const Model&, const Options&), const Options& options) {
  ZSCAPE_TRY(const Model model, open_model(choice.name.value_or(kDefaultModel), choice.folder));
  return command(model, options);
}

/// With the model that the latents name, unless another one was chosen.
Result<void> decode_latents(const ModelChoice& choice, const DecodeOptions& options) {
  if (choice.name) return with_model(choice, decode, options);
  ZSCAPE_TRY(const std::string text, read_text(options.latents, kMaxLatentsBytes));
  const auto named = model_named_by(text);
  if (!named) return Error{named.error().code, options.latents.string() + ": " + named.error().message};
  if (named->empty()) return with_model(choice, decode, options);
  ZSCAPE_TRY(const Model model, open_published(*named, choice.folder));
  return decode(model, options);
}

void add_models_folder(CLI::App* command, ModelChoice& model) {
  CLI::Option* option = command->add_option("--models-dir", model.folder, "folder of models.json; without it the published models");
  if (const auto published = data_folder("models")) option->default_str(published->string());
}

CLI::App* add_command(CLI::App& app, const char* name, const char* what, ModelChoice& model,
                      const std::string& otherwise = kDefaultModel) {
  CLI::App* command = app.add_subcommand(name, what);
  command->add_option("--model", model.name, "published id, or a weights file; without it " + otherwise);
  add_models_folder(command, model);
  return command;
}

/// CLI11 by itself reads a number that is too large as the largest one, and a leading 0 as octal.
const CLI::Validator kWhole(
    [](std::string& text) -> std::string {
      const auto value = parse_whole(text);
      if (!value) return "expected a whole number below 2^64, found \"" + text + '"';
      text = std::to_string(*value);
      return {};
    },
    "");

void add_seed(CLI::App* command, std::uint64_t& seed) {
  command->add_option("--seed", seed, "of the random numbers")->capture_default_str()->transform(kWhole);
}

CLI::App* add_sample(CLI::App& app, ModelChoice& model, SampleOptions& options) {
  CLI::App* command = add_command(app, "sample", "samples from the prior: a sheet as PNG, or sounds as WAV", model);
  add_seed(command, options.seed);
  command->add_option("--count", options.count, "number of samples; without it 64, or 10 sounds")
      ->transform(kWhole)
      ->check(CLI::Range(std::int64_t{1}, kMaxCodes));
  command->add_option("--temperature", options.temperature, "scales sigma")->capture_default_str()->check(CLI::Range(0.0, 10.0));
  command->add_option("--label,--digit", options.label, "class to generate, of a conditional model; without it they take turns")
      ->transform(kWhole);
  command->add_flag("--each", options.each, "a file for each sound, NAME-0.wav and so on, instead of one with gaps");
  command->add_option("--latents", options.latents, "file for the samples' latents, .json or .csv");
  command->add_option("-o,--output", options.output, kOutput)->required();
  return command;
}

CLI::App* add_interpolate(CLI::App& app, ModelChoice& model, InterpolateOptions& options) {
  CLI::App* command = add_command(app, "interpolate", "pictures or sounds from one sample to another", model);
  const std::map<std::string, Path> paths = {{"linear", Path::linear}, {"spherical", Path::spherical}};
  add_seed(command, options.seed);
  command->add_option("--from", options.from, "number of the first sample")->capture_default_str()->transform(kWhole);
  command->add_option("--to", options.to, "number of the last sample")->capture_default_str()->transform(kWhole);
  command->add_option("--steps", options.steps, "of them, both ends included; without it 11, or 25 with --animate")
      ->transform(kWhole)
      ->check(CLI::Range(2, 1024));
  command->add_option("--label,--digit", options.label, "class, of a conditional model; without it, the samples' own")
      ->transform(kWhole);
  command->add_option("--to-label,--to-digit", options.to_label, "class to change into on the way")->transform(kWhole);
  command->add_option("--path", options.path, "linear or spherical")->transform(CLI::CheckedTransformer(paths));
  command->add_flag("--animate", options.animate, "there and back, as an animated PNG");
  command->add_option("-o,--output", options.output, kOutput)->required();
  return command;
}

CLI::App* add_encode(CLI::App& app, ModelChoice& model, EncodeOptions& options) {
  CLI::App* command = app.add_subcommand("encode", "latents of your own sounds");
  command->add_option("sounds", options.sounds, "WAV files")->required();
  command->add_option("--model", model.name, "published id, or a weights file; a model of sounds")->required();
  add_models_folder(command, model);
  command->add_option("--label,--digit", options.label, "class of the sounds, of a conditional model; without it the nearest")
      ->transform(kWhole);
  command->add_option("-o,--output", options.output, "file of latents, .json or .csv")->required();
  return command;
}

CLI::App* add_plot(CLI::App& app, PlotOptions& options) {
  CLI::App* command = app.add_subcommand("plot", "waveforms and spectrograms of up to 16 WAV files, one above the other");
  command->add_option("sounds", options.sounds, "WAV files")->required();
  command->add_option("-o,--output", options.output, "PNG file")->required();
  return command;
}

CLI::App* add_decode(CLI::App& app, ModelChoice& model, DecodeOptions& options) {
  CLI::App* command = add_command(app, "decode", "latents as pictures or sounds", model,
                                  std::string("the one that the latents name, or ") + kDefaultModel);
  command->add_option("latents", options.latents, "file of latents, JSON or CSV, as encode and sample --latents write it")
      ->required();
  command->add_option("-o,--output", options.output, kOutput)->required();
  return command;
}

CLI::App* add_export(CLI::App& app, ModelChoice& model, ExportOptions& options) {
  CLI::App* command = app.add_subcommand("export", "one part of a model for other runtimes");
  std::map<std::string, Part> parts;
  for (const Part part : {Part::decoder, Part::encoder, Part::classifier}) parts[std::string(name_of(part))] = part;
  command->add_option("model", model.name, "published id, or a weights file")->required();
  add_models_folder(command, model);
  command->add_option("--format", "of the file: onnx")->required()->check(CLI::IsMember({"onnx"}));
  command->add_option("--part", options.part, "decoder, encoder or classifier; without it the decoder")
      ->transform(CLI::CheckedTransformer(parts));
  command->add_option("-o,--output", options.output, "ONNX file; without it ID.PART.onnx");
  return command;
}

Result<void> export_model(const ModelChoice& choice, const ExportOptions& options) {
  ZSCAPE_TRY(const ModelFile model, open_model_file(*choice.name, choice.folder));
  return export_onnx(model, options);
}

int run(int argc, char** argv) {
  CLI::App app("Walk through the latent space of generative models", "zscape");
  app.require_subcommand(1);
  ModelChoice model;
  SampleOptions sampling;
  InterpolateOptions walk;
  DecodeOptions decoding;
  const CLI::App* sample_command = add_sample(app, model, sampling);
  const CLI::App* interpolate_command = add_interpolate(app, model, walk);
  EncodeOptions encoding;
  const CLI::App* encode_command = add_encode(app, model, encoding);
  const CLI::App* decode_command = add_decode(app, model, decoding);
  PlotOptions plotting;
  const CLI::App* plot_command = add_plot(app, plotting);
  ExportOptions exporting;
  const CLI::App* export_command = add_export(app, model, exporting);
  std::string file;
  CLI::App* inspect_command = app.add_subcommand("inspect", "spec, tensors, card and golden check of a weights file");
  inspect_command->add_option("file", file, "weights file")->required();

  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& help) {
    return app.exit(help);
  } catch (const CLI::ParseError& wrong) {
    return wrong_usage(app, wrong);
  }
  if (*sample_command) return finish(with_model(model, sample, sampling));
  if (*interpolate_command) return finish(with_model(model, interpolate, walk));
  if (*encode_command) return finish(with_model(model, encode, encoding));
  if (*plot_command) return finish(plot(plotting));
  if (*decode_command) return finish(decode_latents(model, decoding));
  if (*export_command) return finish(export_model(model, exporting));
  const auto text = inspect(file);
  return finish(print(text));
}

}  // namespace

int main(int argc, char** argv) try { return run(argc, argv); } catch (const std::bad_alloc&) {
  std::fputs("zscape: not enough memory for that many samples of this model\n", stderr);
  return 1;
}
