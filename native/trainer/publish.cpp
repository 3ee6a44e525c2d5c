#include "publish.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "base/file.hpp"
#include "base/sha256.hpp"
#include "models/golden.hpp"
#include "models/model.hpp"
#include "weights/manifest.hpp"
#include "weights/model_file.hpp"

namespace zscape {
namespace fs = std::filesystem;
namespace {

constexpr std::uint64_t kGoldenSeed = 7;
constexpr std::int64_t kGoldenCount = 16;
constexpr std::int64_t kParityBatch = 1000;

// What reading the file back gives: the weights everybody but the trainer will ever see.
Result<TensorMap> rounded(const TensorMap& weights, Dtype storage) {
  TensorMap result;
  for (const auto& [name, tensor] : weights) {
    ZSCAPE_TRY(result[name], widen(name, store(tensor, storage)));
  }
  return result;
}

double greatest_difference(const Model& model, const TensorMap& weights, const Matrix& x) {
  float greatest = 0.0f;
  for (Eigen::Index first = 0; first < x.rows(); first += kParityBatch) {
    const Matrix batch = x.middleRows(first, std::min<Eigen::Index>(kParityBatch, x.rows() - first));
    const Matrix core = model.decode(model.encode(batch).mean);
    const Matrix difference = (core - reconstruct(model.spec(), weights, batch)).cwiseAbs();
    for (const float value : values(difference))
      if (!(value <= greatest)) greatest = value;  // NaN stays
  }
  return greatest;
}

// The file's bytes, with the golden record of what the core makes of exactly these tensors.
Result<Bytes> sealed(ModelFile file) {
  ZSCAPE_TRY(const Model unsealed, Model::load(serialize(to_safetensors(file))));
  file.golden = make_golden(unsealed, kGoldenSeed, kGoldenCount);
  return serialize(to_safetensors(file));
}

std::string two_decimals(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.2f", value);
  return text;
}

std::string card_text(const ModelFile& file, const Dataset& dataset, const Published& result, const Checkpoint& checkpoint) {
  const std::string& id = file.spec.id;
  char parity[32];
  std::snprintf(parity, sizeof parity, "%.1e", result.parity);
  return "# " + file.spec.title + " on " + file.card->dataset + " (`" + id + "`)\n\n" + std::string(dataset.subject) + " from " +
         std::to_string(file.spec.latent) + " latent dimensions. Written by `zscape-train publish`.\n\n" +
         "| measured on the test set, per image | |\n|---|---|\n" + "| negative ELBO | " + two_decimals(result.elbo.loss()) +
         " nats |\n" + "| reconstruction (binary cross-entropy, summed over pixels) | " + two_decimals(result.elbo.reconstruction) +
         " nats |\n" + "| KL divergence from N(0, I), summed over latents | " + two_decimals(result.elbo.kl) + " nats |\n" +
         "| greatest difference between the core's and LibTorch's reconstructions | " + parity + " |\n\n" +
         "Measured with the weights as published, in half precision, averaging " + std::to_string(kPosteriorSamples) +
         " posterior samples per image.\n\n" + "- Data: " + file.card->dataset + ", " +
         (checkpoint.recipe.train_limit > 0 ? "the first " + std::to_string(checkpoint.recipe.train_limit) + " training images"
                                            : std::string("all training images")) +
         "\n- Licence of the weights: " + file.card->license + ", as the data\n" + "- Trained on: " + checkpoint.device + ", " +
         std::to_string(checkpoint.epoch) + " epochs\n\n" + "Recipe, as used:\n\n```json\n" + to_json(checkpoint.recipe).dump(2) +
         "\n```\n\nTo train it again:\n\n```\n" + "zscape-train data " + checkpoint.recipe.dataset +
         "\nzscape-train train assets/recipes/" + id + ".json --out build/runs/" + id + "\nzscape-train publish build/runs/" + id +
         "/checkpoint.safetensors\n```\n";
}

// models.json with the entry for this file new or replaced.
Result<std::string> updated_manifest(const fs::path& path, const ManifestEntry& entry) {
  Manifest manifest;
  if (const auto text = read_text(path)) {
    ZSCAPE_TRY(manifest, parse_manifest(*text));
  } else if (text.error().code != ErrorCode::not_found) {
    return text.error();
  }
  const auto same = std::find_if(manifest.begin(), manifest.end(), [&](const ManifestEntry& e) { return e.id == entry.id; });
  if (same == manifest.end())
    manifest.push_back(entry);
  else
    *same = entry;
  return to_text(manifest);
}

ManifestEntry manifest_entry(const ModelFile& file, const Dataset& dataset, const Bytes& bytes) {
  const Shape& sample = file.spec.sample;
  return {.id = file.spec.id,
          .title = file.spec.title,
          .summary = std::string(dataset.subject) + ", " + std::to_string(sample[1]) + " x " + std::to_string(sample[2]) +
                     ", from " + std::to_string(file.spec.latent) + " latent dimensions",
          .file = file.spec.id + ".safetensors",
          .bytes = static_cast<std::int64_t>(bytes.size()),
          .sha256 = sha256_hex(bytes),
          .metrics = file.card->metrics};
}

}  // namespace

Result<Published> publish(const Checkpoint& checkpoint, const ModelSpec& spec, const Dataset& dataset, const IdxImages& test,
                          const std::string& device, const fs::path& folder) {
  ModelFile file{.spec = spec, .tensors = {}, .storage = Dtype::f16, .card = {}, .golden = {}, .tensors_sha256 = {}};
  ZSCAPE_TRY(file.tensors, rounded(checkpoint.weights, file.storage));

  Published result{.elbo = evaluate(spec, file.tensors, test, device), .parity = 0.0, .file = folder / (spec.id + ".safetensors")};
  if (!std::isfinite(result.elbo.loss()))
    return Error{ErrorCode::mismatch, "the test loss of these weights is not finite; nothing was published"};
  file.card = Card{.dataset = std::string(dataset.title),
                   .license = std::string(dataset.license),
                   .recipe = to_json(checkpoint.recipe).dump(),
                   .metrics = {{"test_elbo_loss_nats", result.elbo.loss()},
                               {"test_reconstruction_nats", result.elbo.reconstruction},
                               {"test_kl_nats", result.elbo.kl}}};
  ZSCAPE_TRY(const Bytes bytes, sealed(file));
  ZSCAPE_TRY(const Model model, Model::load(bytes));
  result.parity = greatest_difference(model, file.tensors, pixel_values(test));
  if (!(result.parity <= kParityTolerance))
    return Error{ErrorCode::mismatch, "the core's reconstructions differ from LibTorch's by up to " +
                                          std::to_string(result.parity) + ", at most 1e-5 is allowed; nothing was published"};

  const fs::path manifest_path = folder / "models.json";
  ZSCAPE_TRY(const std::string manifest, updated_manifest(manifest_path, manifest_entry(file, dataset, bytes)));
  std::error_code failed;
  fs::create_directories(folder, failed);
  if (failed) return Error{ErrorCode::io, "cannot make the folder " + folder.string() + ": " + failed.message()};
  const std::string card = card_text(file, dataset, result, checkpoint);
  const FileToWrite files[] = {{result.file, bytes},
                               {folder / (spec.id + ".md"), std::as_bytes(std::span(card))},
                               {manifest_path, std::as_bytes(std::span(manifest))}};
  ZSCAPE_TRY_VOID(write_files(files));
  return result;
}

}  // namespace zscape
