#include "cli/commands.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <span>

#include "audio/model_sound.hpp"
#include "audio/resample.hpp"
#include "cli/shown_codes.hpp"
#include "cli/wav_file.hpp"
#include "latent/latents_text.hpp"
#include "models/code_of_sample.hpp"
#include "spec/describe.hpp"
#include "spec/parameters.hpp"

namespace zscape {
namespace {

constexpr std::int64_t kPictures = 64, kSounds = 10;  // where nothing says how many
constexpr double kGapSeconds = 0.2;                   // between sounds

Result<void> expect_latents_name(const char* option, const std::filesystem::path& file) {
  if (file.extension() == ".json" || file.extension() == ".csv") return {};
  return Error{ErrorCode::invalid_argument,
               std::string(option) + ": expected a name that ends in .json or .csv, found " + file.string()};
}

Result<std::string> latents_text(const Model& model, const Matrix& codes, const std::filesystem::path& file) {
  return file.extension() == ".json" ? latents_json(model, codes) : latents_csv(model, codes);
}

Result<void> expect_decoder(const Model& model) {
  if (model.has_decoder()) return {};
  return Error{ErrorCode::unsupported, "model " + model.spec().id + " has no decoder: it generates nothing"};
}

Result<void> expect_label(const Model& model, const char* option, std::optional<int> label) {
  const ModelSpec& spec = model.spec();
  if (!label) return {};
  const std::string given = std::string(option) + " " + std::to_string(*label);
  if (!is_conditional(spec))
    return Error{ErrorCode::invalid_argument, given + ": model " + spec.id + " has no classes to choose from"};
  if (*label >= 0 && *label < spec.classes) return {};
  return Error{ErrorCode::invalid_argument,
               given + ": expected a class of model " + spec.id + ", 0 to " + std::to_string(spec.classes - 1)};
}

template <class... Values>
std::string line(const char* format, Values... values) {
  std::string text(static_cast<std::size_t>(std::snprintf(nullptr, 0, format, values...)), '\0');
  std::snprintf(text.data(), text.size() + 1, format, values...);
  return text;
}

double seconds(const SoundFormat& format) { return static_cast<double>(format.samples) / static_cast<double>(format.rate); }

struct NewFile {
  std::filesystem::path path;
  Bytes bytes;
};

// All of them or none, as far as write_files() can promise it.
Result<void> write_all(const std::vector<NewFile>& files) {
  std::vector<FileToWrite> all;
  for (const NewFile& file : files) all.push_back({file.path, file.bytes});
  return write_files(all);
}

// A file for each sound: NAME-0.wav, NAME-1.wav, ..., with as many digits as the last one needs.
std::vector<NewFile> one_file_each(const Model& model, const Matrix& codes, const std::filesystem::path& output) {
  const std::size_t digits = std::to_string(codes.rows() - 1).size();
  std::vector<NewFile> files;
  for (Eigen::Index i = 0; i < codes.rows(); ++i) {
    const std::string number = std::to_string(i);
    const std::string name = output.stem().string() + "-" + std::string(digits - number.size(), '0') + number + ".wav";
    files.push_back({output.parent_path() / name, sounds_wav(model, codes.row(i), 0)});
  }
  return files;
}

Bytes sheet_or_sounds(const Model& model, const Matrix& codes, Medium medium) {
  return medium == Medium::sound ? sounds_wav(model, codes, kGapSeconds) : sheet_png(model, codes);
}

// As models know sounds, at the model's rate.
Result<std::vector<float>> own_sound(const SoundFormat& format, const std::filesystem::path& path) {
  ZSCAPE_TRY(WavFile file, WavFile::open(path));
  ZSCAPE_TRY_VOID(expect_short(format, file.layout(), path.string()));
  Sound sound{.rate = file.layout().rate, .samples = {}};
  ZSCAPE_TRY_VOID(
      file.read([&](std::span<const float> more) { sound.samples.insert(sound.samples.end(), more.begin(), more.end()); }));
  return zscape::own_sound(format, sound, path.string());
}

std::string describe_sound(const SoundFormat& format) {
  std::string text = line("sound    %.3g s at %lld samples per second, ", seconds(format), static_cast<long long>(format.rate));
  if (!format.spectrogram) return text + "seen as the wave itself\n";
  const SpectrogramSpec& of = *format.spectrogram;
  return text + line("seen as %lld spectra of %lld samples, %lld apart, over %g dB\n", static_cast<long long>(of.width),
                     static_cast<long long>(of.window), static_cast<long long>(of.hop), of.range_db);
}

std::string describe_spec(const ModelSpec& spec) {
  std::string text =
      line("model    %s, %s\nsample   %s%s, latent %lld\n", spec.id.c_str(), spec.title.c_str(), to_string(spec.sample).c_str(),
           spec.pixels == PixelRange::signed_unit ? " in [-1, 1]" : "", static_cast<long long>(spec.latent));
  if (spec.sound) text += describe_sound(*spec.sound);
  if (spec.classes > 0) text += line("classes  %lld\n", static_cast<long long>(spec.classes));
  for (const auto& [name, network] : networks(spec)) {
    if (network->empty()) continue;
    const auto macs = cost(*network, input_shape(spec, name)).multiply_adds;
    text += line("\n%s, %lld multiply-adds\n", std::string(name).c_str(), static_cast<long long>(macs));
    for (const Layer& layer : *network) text += line("  %-10s %s\n", layer.name.c_str(), describe(layer.kind).c_str());
  }
  return text;
}

std::string describe_prior(const std::optional<Prior>& prior) {
  if (!prior) return {};
  return line("\nprior    fitted: a mixture of %lld Gaussians of rank %lld%s\n", static_cast<long long>(prior->components()),
              static_cast<long long>(prior->rank()), prior->depends_on_class() ? ", each class with weights of its own" : "");
}

std::string describe_tensors(const ModelFile& file) {
  std::string text = "\ntensors, stored as " + std::string(to_string(file.storage)) + "\n";
  std::int64_t total = 0;
  for (const Parameter& parameter : parameters(file.spec)) {
    const std::int64_t count = element_count(parameter.shape).value_or(0);
    total += count;
    text += line("  %-14s %-12s %9lld values\n", parameter.name.c_str(), to_string(parameter.shape).c_str(),
                 static_cast<long long>(count));
  }
  return text + line("  %-27s %9lld values\n", "total", static_cast<long long>(total));
}

std::string describe_card(const std::optional<Card>& card) {
  if (!card) return "\ncard     none\n";
  std::string text = line("\ncard\n  dataset                    %s\n  licence                    %s\n", card->dataset.c_str(),
                          card->license.c_str());
  for (const auto& [name, value] : card->metrics) text += line("  %-26s %.6g\n", name.c_str(), value);
  return text + "  recipe                     " + card->recipe + "\n";
}

}  // namespace

Result<void> sample(const Model& model, const SampleOptions& options) {
  if (!std::isfinite(options.temperature)) return Error{ErrorCode::invalid_argument, "--temperature: expected a finite number"};
  ZSCAPE_TRY_VOID(expect_decoder(model));
  ZSCAPE_TRY_VOID(expect_label(model, "--label", options.label));
  ZSCAPE_TRY(const Medium medium, medium_of(model, options.output));
  if (options.each && medium == Medium::picture)
    return Error{ErrorCode::invalid_argument, "--each: expected a name that ends in .wav, found " + options.output.string()};
  if (options.latents) ZSCAPE_TRY_VOID(expect_latents_name("--latents", *options.latents));
  const std::int64_t count = options.count.value_or(model.spec().sound ? kSounds : kPictures);
  const Matrix codes = model.sample(options.seed, 0, count, options.temperature, options.label);
  std::vector<NewFile> files;
  if (options.each) {
    files = one_file_each(model, codes, options.output);
  } else {
    files.push_back({options.output, sheet_or_sounds(model, codes, medium)});
  }
  if (options.latents) {
    ZSCAPE_TRY(const std::string text, latents_text(model, codes, *options.latents));
    const auto bytes = std::as_bytes(std::span(text));
    files.push_back({*options.latents, {bytes.begin(), bytes.end()}});
  }
  return write_all(files);
}

Result<void> interpolate(const Model& model, const InterpolateOptions& options) {
  ZSCAPE_TRY_VOID(expect_decoder(model));
  ZSCAPE_TRY_VOID(expect_label(model, "--label", options.label));
  ZSCAPE_TRY_VOID(expect_label(model, "--to-label", options.to_label));
  ZSCAPE_TRY(const Medium medium, medium_of(model, options.output));
  if (options.animate && model.spec().sound)
    return Error{ErrorCode::invalid_argument, "--animate: model " + model.spec().id + " makes sounds, not pictures that move"};
  const Matrix a = model.sample(options.seed, options.from, 1, 1.0f, options.label);
  const Matrix b = model.sample(options.seed, options.to, 1, 1.0f, options.to_label ? options.to_label : options.label);
  const std::int64_t steps = options.steps.value_or(options.animate ? 25 : 11);
  const Matrix strip = interpolate_strip(options.path, model.spec().latent, row(a, 0), row(b, 0), steps);
  if (medium == Medium::sound) return write_file(options.output, sounds_wav(model, strip, 0));
  return write_file(options.output, options.animate ? animation_png(model, strip) : sheet_png(model, strip, steps));
}

Result<void> encode(const Model& model, const EncodeOptions& options) {
  const ModelSpec& spec = model.spec();
  if (!spec.sound) return Error{ErrorCode::unsupported, "model " + spec.id + " hears nothing: expected a model of sounds"};
  if (!model.has_encoder()) return Error{ErrorCode::unsupported, "model " + spec.id + " has no encoder"};
  if (!model.has_decoder())
    return Error{ErrorCode::unsupported, "model " + spec.id + " tells sounds apart and makes none: it has no latents"};
  ZSCAPE_TRY_VOID(expect_label(model, "--label", options.label));
  ZSCAPE_TRY_VOID(expect_latents_name("-o", options.output));
  if (std::ssize(options.sounds) > kMaxCodes)
    return Error{ErrorCode::invalid_argument, "sounds: expected at most " + std::to_string(kMaxCodes) + " files, found " +
                                                  std::to_string(options.sounds.size())};
  Matrix codes(std::ssize(options.sounds), code_width(spec));
  for (Eigen::Index i = 0; i < codes.rows(); ++i) {
    ZSCAPE_TRY(const std::vector<float> sound, own_sound(*spec.sound, options.sounds[static_cast<std::size_t>(i)]));
    const std::vector<float> code = code_of_sample(model, row_of(*spec.sound, sound), options.label);
    std::copy(code.begin(), code.end(), row(codes, i).begin());
  }
  ZSCAPE_TRY(const std::string text, latents_text(model, codes, options.output));
  return write_file(options.output, text);
}

Result<void> decode(const Model& model, const DecodeOptions& options) {
  ZSCAPE_TRY_VOID(expect_decoder(model));
  ZSCAPE_TRY(const Medium medium, medium_of(model, options.output));
  ZSCAPE_TRY(const std::string text, read_text(options.latents, kMaxLatentsBytes));
  const auto codes = parse_latents(model, text);
  if (!codes) return Error{codes.error().code, options.latents.string() + ": " + codes.error().message};
  return write_file(options.output, sheet_or_sounds(model, *codes, medium));
}

Result<void> export_onnx(const ModelFile& model, const ExportOptions& options) {
  ZSCAPE_TRY(const Bytes bytes, onnx_file(model, options.part));
  return write_file(options.output.value_or(model.spec.id + "." + std::string(name_of(options.part)) + ".onnx"), bytes);
}

std::string printable(std::string text) {
  for (char& c : text)
    if (static_cast<unsigned char>(c) < ' ' && c != '\n') c = '?';
  return text;
}

Result<std::string> inspect(const std::filesystem::path& path) {
  ZSCAPE_TRY(const Bytes bytes, read_file(path));
  if (const auto model = Model::load(bytes); !model) return Error{model.error().code, path.string() + ": " + model.error().message};
  ZSCAPE_TRY(const ModelFile file, parse_model_file(bytes));
  std::string text =
      printable(describe_spec(file.spec) + describe_tensors(file) + describe_prior(file.prior) + describe_card(file.card) + "\n");
  if (!file.golden) return text + "golden   none: this file cannot be checked\n";
  return text + line("golden   verified: seed %llu, %lld samples, the same bits\n",
                     static_cast<unsigned long long>(file.golden->seed), static_cast<long long>(file.golden->count));
}

}  // namespace zscape
