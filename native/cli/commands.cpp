#include "commands.hpp"

#include <array>
#include <cmath>
#include <cstdio>
#include <span>
#include <vector>

#include "image/animation.hpp"
#include "image/enlarge.hpp"
#include "image/sheet.hpp"
#include "latent/latents_text.hpp"
#include "spec/describe.hpp"
#include "spec/parameters.hpp"

namespace zscape {
namespace {

constexpr std::int64_t kGap = 2;  // pixels between tiles
constexpr int kAnimationScale = 8;
constexpr int kFrameMilliseconds = 40;

Bytes sheet_of(const Model& model, const Matrix& codes, std::int64_t columns) {
  const Shape& sample = model.spec().sample;
  return encode_png(make_sheet(model.decode(codes), sample[1], sample[2], columns, kGap));
}

Bytes square_sheet_of(const Model& model, const Matrix& codes) {
  return sheet_of(model, codes, static_cast<std::int64_t>(std::ceil(std::sqrt(static_cast<double>(codes.rows())))));
}

// To the end of the strip and back, each end once.
Bytes animation_of(const Model& model, const Matrix& strip) {
  const Matrix pictures = model.decode(strip);
  const auto height = static_cast<int>(model.spec().sample[1]);
  const auto width = static_cast<int>(model.spec().sample[2]);
  std::vector<Image> frames;
  for (Eigen::Index i = 0; i < pictures.rows(); ++i)
    frames.push_back(enlarged(picture(row(pictures, i), height, width), height * kAnimationScale, width * kAnimationScale));
  for (std::size_t i = frames.size() - 2; i > 0; --i) frames.push_back(frames[i]);
  return encode_apng(frames, kFrameMilliseconds);
}

Result<std::string> latents_text(const Model& model, const Matrix& codes, const std::filesystem::path& file) {
  if (file.extension() == ".json") return latents_json(model, codes);
  if (file.extension() == ".csv") return latents_csv(model, codes);
  return Error{ErrorCode::invalid_argument, "--latents: expected a name that ends in .json or .csv, found " + file.string()};
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

std::string describe_spec(const ModelSpec& spec) {
  std::string text =
      line("model    %s, %s\nsample   %s%s, latent %lld\n", spec.id.c_str(), spec.title.c_str(), to_string(spec.sample).c_str(),
           spec.pixels == PixelRange::signed_unit ? " in [-1, 1]" : "", static_cast<long long>(spec.latent));
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
  return line("\nprior    fitted: a mixture of %lld Gaussians of rank %lld\n", static_cast<long long>(prior->weight.shape[0]),
              static_cast<long long>(prior->rank()));
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
  const Matrix codes = model.sample(options.seed, 0, options.count, options.temperature, options.label);
  if (!options.latents) return write_file(options.output, square_sheet_of(model, codes));
  ZSCAPE_TRY(const std::string text, latents_text(model, codes, *options.latents));
  const Bytes sheet = square_sheet_of(model, codes);
  const std::array<FileToWrite, 2> files = {{{options.output, sheet}, {*options.latents, std::as_bytes(std::span(text))}}};
  return write_files(files);
}

Result<void> interpolate(const Model& model, const InterpolateOptions& options) {
  ZSCAPE_TRY_VOID(expect_decoder(model));
  ZSCAPE_TRY_VOID(expect_label(model, "--label", options.label));
  ZSCAPE_TRY_VOID(expect_label(model, "--to-label", options.to_label));
  const Matrix a = model.sample(options.seed, options.from, 1, 1.0f, options.label);
  const Matrix b = model.sample(options.seed, options.to, 1, 1.0f, options.to_label ? options.to_label : options.label);
  const std::int64_t steps = options.steps.value_or(options.animate ? 25 : 11);
  const Matrix strip = interpolate_strip(options.path, model.spec().latent, row(a, 0), row(b, 0), steps);
  return write_file(options.output, options.animate ? animation_of(model, strip) : sheet_of(model, strip, steps));
}

Result<void> decode(const Model& model, const DecodeOptions& options) {
  ZSCAPE_TRY_VOID(expect_decoder(model));
  ZSCAPE_TRY(const std::string text, read_text(options.latents, kMostLatentsBytes));
  const auto codes = parse_latents(model, text);
  if (!codes) return Error{codes.error().code, options.latents.string() + ": " + codes.error().message};
  return write_file(options.output, square_sheet_of(model, *codes));
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
