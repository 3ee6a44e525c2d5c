#include "trainer/publish/publish.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/file.hpp"
#include "base/sha256.hpp"
#include "console/interrupt.hpp"
#include "image/sheet.hpp"
#include "models/golden.hpp"
#include "models/model.hpp"
#include "models_folder/models_folder.hpp"
#include "spec/catalogue.hpp"
#include "trainer/data/pixel_rows.hpp"
#include "trainer/measure/report.hpp"
#include "trainer/publish/card.hpp"
#include "trainer/publish/finish.hpp"
#include "trainer/publish/sample_sheet.hpp"
#include "trainer/publish/side_files.hpp"
#include "trainer/publish/summary.hpp"
#include "weights/manifest.hpp"
#include "weights/model_file.hpp"
#include "weights/model_tensors.hpp"

namespace zscape {
namespace fs = std::filesystem;
namespace {

constexpr std::uint64_t kGoldenSeed = 7;
constexpr std::int64_t kGoldenCount = 16;
constexpr std::int64_t kGoldenSounds = 4;  // a sound costs as much as fifty digits, and every load replays them
constexpr std::int64_t kParityCount = 1000;

float greatest_difference(const Matrix& a, const Matrix& b) {
  const Matrix difference = (a - b).cwiseAbs();
  float greatest = 0.0f;
  for (const float value : values(difference))
    if (!(value <= greatest)) greatest = std::isnan(value) ? std::numeric_limits<float>::infinity() : value;
  return greatest;
}

// The greatest difference between core and LibTorch over samples and over encoded test images; the latter relative to the largest
// value where that is above 1.
double parity(const Model& model, const ModelFile& file, const LabelledImages& test) {
  float greatest = 0.0f;
  if (is_generative(file.spec)) {
    const Matrix codes = model.sample(kGoldenSeed, 0, kParityCount, 1.0f);
    greatest = greatest_difference(model.decode(codes), torch_decode(file, codes));
  }
  if (model.has_encoder()) {
    const Matrix x = pixel_values(test, 0, std::min<std::int64_t>(kParityCount, test.images.count));
    Matrix classes;
    if (is_conditional(file.spec)) classes = one_hot(test.labels, file.spec.classes).topRows(x.rows());
    const Matrix core = model.encode(x, classes).mean;
    const float largest = std::max(1.0f, core.cwiseAbs().maxCoeff());
    greatest = std::max(greatest, greatest_difference(core, torch_encode(file, x, classes)) / largest);
  }
  return greatest;
}

// Whether every metric of `b` differs from `a` by no more than the allowed fraction, or than the spread over the seeds.
bool close_enough(const Evaluation& a, const Evaluation& b) {
  return std::all_of(a.values.begin(), a.values.end(), [&](const auto& metric) {
    const double moved = std::abs(b.values.at(metric.first) - metric.second);
    return moved <= std::max(kMaxStorageLoss * std::abs(metric.second), a.spread.at(metric.first));
  });
}

// The file's bytes, with a golden record of the core's outputs from exactly these tensors.
Result<Bytes> sealed(ModelFile file) {
  ZSCAPE_TRY(const Model unsealed, Model::load(serialize(to_safetensors(file))));
  file.golden = make_golden(unsealed, kGoldenSeed, file.spec.sound ? kGoldenSounds : kGoldenCount);
  return serialize(to_safetensors(file));
}

// The list in `folder`, empty where there is none. Error mismatch: it has a model `id` that was trained on another data set.
Result<Manifest> manifest_in(const fs::path& folder, const std::string& id, const Dataset& dataset) {
  auto manifest = read_manifest(folder);
  if (!manifest && manifest.error().code == ErrorCode::not_found) return Manifest();
  if (!manifest) return manifest.error();
  for (const ManifestEntry& entry : manifest->models)
    if (entry.id == id && entry.dataset != dataset.id)
      return Error{ErrorCode::mismatch, (folder / kManifestName).string() + " lists a " + id + " of " + entry.dataset +
                                            ", this one is of " + std::string(dataset.id) + ": publish it to another --models-dir"};
  return manifest;
}

// `manifest` with the entry for this file new or replaced, in the catalogue's order as far as it goes.
Manifest updated(Manifest manifest, const ManifestEntry& entry) {
  std::vector<ManifestEntry>& models = manifest.models;
  const auto same = std::find_if(models.begin(), models.end(), [&](const ManifestEntry& e) { return e.id == entry.id; });
  if (same == models.end())
    models.push_back(entry);
  else
    *same = entry;
  const auto place = [](const ManifestEntry& e) {
    const auto known = catalogue();
    return std::find_if(known.begin(), known.end(), [&](const ModelSpec& spec) { return spec.id == e.id; }) - known.begin();
  };
  std::stable_sort(models.begin(), models.end(), [&](const auto& a, const auto& b) { return place(a) < place(b); });
  return manifest;
}

// Nothing where drawing needs the whole file.
Result<std::optional<FirstPart>> first_part(const ModelSpec& spec, const Bytes& bytes) {
  if (!is_generative(spec)) return std::optional<FirstPart>();
  ZSCAPE_TRY(const std::uint64_t size, bytes_up_to(bytes, drawing_tensors(spec)));
  if (size >= bytes.size()) return std::optional<FirstPart>();
  const auto first = std::span(bytes).first(size);
  if (const auto draws = Model::load_first(first, bytes.size()); !draws) return draws.error();
  return std::optional(FirstPart{static_cast<std::int64_t>(size), sha256_hex(first)});
}

ModelRole role_of(const ModelSpec& spec) {
  if (!is_generative(spec)) return ModelRole::classifier;
  return spec.sound ? ModelRole::sound_generator : ModelRole::generator;
}

Result<ManifestEntry> manifest_entry(const ModelFile& file, const Dataset& dataset, const Bytes& bytes) {
  ZSCAPE_TRY(std::optional<FirstPart> first, first_part(file.spec, bytes));
  return ManifestEntry{.id = file.spec.id,
                       .title = file.spec.title,
                       .summary = summary_of(file.spec, dataset),
                       .role = role_of(file.spec),
                       .dataset = std::string(dataset.id),
                       .file = file.spec.id + ".safetensors",
                       .bytes = static_cast<std::int64_t>(bytes.size()),
                       .sha256 = sha256_hex(bytes),
                       .first = std::move(first),
                       .metrics = file.card->metrics};
}

// In half precision, or as 8-bit integers where the metrics stay close enough and no further target is missed.
Result<ModelFile> smallest_good(const ModelFile& file, const std::map<std::string, Target>& targets, const TestBed& bed,
                                Evaluation& evaluation) {
  ZSCAPE_TRY(evaluation, evaluate(file, bed));
  ZSCAPE_TRY(ModelFile small, stored_as(file, Dtype::i8));
  ZSCAPE_TRY(Evaluation of_small, evaluate(small, bed));
  const bool misses_more = missed_targets(targets, of_small.values).size() > missed_targets(targets, evaluation.values).size();
  if (misses_more || !close_enough(evaluation, of_small)) return file;
  evaluation = std::move(of_small);
  return small;
}

// The models that reconstruct images of the data set; the file of `id` is not written yet, `bytes` is its content.
Result<std::vector<Model>> load_reconstructing(const Manifest& manifest, std::string_view dataset, const fs::path& folder,
                                               const std::string& id, const Bytes& bytes) {
  std::vector<Model> models;
  for (const ManifestEntry& entry : reconstructing(manifest, dataset)) {
    Bytes read;
    if (entry.id != id) {
      ZSCAPE_TRY(read, read_published(folder, entry));
    }
    const auto file = parse_model_file(entry.id == id ? bytes : read);
    if (!file) return about((folder / entry.file).string(), file.error());
    ZSCAPE_TRY(Model model, Model::build(*file));  // its golden record may be of an older core
    models.push_back(std::move(model));
  }
  return models;
}

}  // namespace

Result<Published> publish(const Checkpoint& checkpoint, const Dataset& dataset, const TestBed& bed, bool anyway,
                          const fs::path& folder) {
  Published result;
  ZSCAPE_TRY(Manifest listed, manifest_in(folder, checkpoint.recipe.model, dataset));
  ZSCAPE_TRY(const ModelFile whole, finish(checkpoint, bed.train));
  ZSCAPE_TRY(ModelFile file, smallest_good(whole, checkpoint.recipe.targets, bed, result.evaluation));
  result.storage = file.storage;
  result.missed = missed_targets(checkpoint.recipe.targets, result.evaluation.values);
  if (!result.missed.empty() && !anyway) {
    std::string all;
    for (const std::string& line : result.missed) all += (all.empty() ? "" : "; ") + line;
    return Error{ErrorCode::mismatch,
                 "the model misses targets of its recipe: " + all + ". Nothing was published; --anyway publishes it with a note"};
  }
  file.card = Card{.dataset = std::string(dataset.title),
                   .license = std::string(dataset.license),
                   .recipe = to_json(checkpoint.recipe).dump(),
                   .metrics = result.evaluation.values};
  ZSCAPE_TRY(const Bytes bytes, sealed(file));
  ZSCAPE_TRY(const Model model, Model::load(bytes));
  result.parity = parity(model, file, bed.test);
  if (!(result.parity <= kParityTolerance))
    return Error{ErrorCode::mismatch, "the core's outputs differ from LibTorch's by up to " + std::to_string(result.parity) +
                                          ", at most 1e-5 is allowed; nothing was published"};

  const std::string& id = file.spec.id;
  result.file = folder / (id + ".safetensors");
  ZSCAPE_TRY(const ManifestEntry entry, manifest_entry(file, dataset, bytes));
  Manifest manifest = updated(std::move(listed), entry);
  ZSCAPE_TRY(const std::vector<NamedFile> extra, side_files(manifest, model, dataset, bed.test, folder));
  ZSCAPE_TRY_VOID(make_folder(folder));
  const std::string list = to_text(manifest), page = models_page(manifest);
  const std::string card = card_text(file, checkpoint, dataset, result);
  const Bytes sheet = encode_png(sample_sheet(model, checkpoint.recipe, bed.test));
  ZSCAPE_TRY(const std::vector<Model> models, load_reconstructing(manifest, dataset.id, folder, id, bytes));
  const Bytes reconstructions = models.empty() ? Bytes() : encode_png(reconstruction_sheet(models, bed.test));
  std::vector<FileToWrite> files = {{result.file, bytes},
                                    {folder / (id + ".md"), std::as_bytes(std::span(card))},
                                    {folder / (id + ".png"), sheet},
                                    {folder / kManifestName, std::as_bytes(std::span(list))},
                                    {folder / "README.md", std::as_bytes(std::span(page))}};
  for (const NamedFile& side_file : extra) files.push_back({folder / side_file.name, side_file.bytes});
  if (!models.empty()) files.push_back({folder / reconstructions_file(dataset.id), reconstructions});
  watch_for_interrupts();  // an interrupt from here on waits: all of the files are replaced, or none
  ZSCAPE_TRY_VOID(write_files(files));
  return result;
}

}  // namespace zscape
