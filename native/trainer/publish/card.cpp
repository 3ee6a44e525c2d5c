#include "trainer/publish/card.hpp"

#include <cstdio>

#include "trainer/data/datasets.hpp"
#include "trainer/measure/report.hpp"
#include "trainer/metrics/metric_names.hpp"

namespace zscape {
namespace {

// The metrics on the page of all models; the cards have the rest.
constexpr std::string_view kHeadlines[] = {"accuracy",
                                           "elbo_loss_nats",
                                           "mse",
                                           "log_spectral_distance_db",
                                           "signal_to_noise_db",
                                           "reconstruction_accuracy",
                                           "denoising_psnr_gaussian_db",
                                           "mean_activation",
                                           "probe_accuracy",
                                           "class_share_min",
                                           "conditional_accuracy",
                                           "frechet_distance",
                                           "precision",
                                           "recall"};

std::string metrics_table(const Evaluation& evaluation) {
  std::string text = "| measured on the test set | | spread over " + std::to_string(kEvaluationSeeds) + " seeds |\n|---|---|---|\n";
  for (const MetricName& metric : metric_names()) {
    const auto value = evaluation.values.find(std::string(metric.key));
    if (value == evaluation.values.end()) continue;
    const double spread = evaluation.spread.at(value->first);
    text += "| " + std::string(metric.title) + " | " + metric_text(metric.key, value->second) + " | " +
            (spread > 0.0 ? metric_text(metric.key, spread) : "") + " |\n";
  }
  return text;
}

std::string storage_text(Dtype storage) {
  return storage == Dtype::i8 ? "8-bit integers with a scale per output channel" : "half precision";
}

std::string targets_text(const Recipe& recipe, const std::vector<std::string>& missed) {
  if (recipe.targets.empty()) return "";
  std::string text = "\nTargets of the recipe:\n\n";
  for (const auto& [metric, target] : recipe.targets) text += "- " + metric + " " + to_string(target) + "\n";
  if (missed.empty()) return text + "\nAll of them are met.\n";
  text += "\n**Published although it misses some of them:**\n\n";
  for (const std::string& line : missed) text += "- " + line + "\n";
  return text;
}

// A paragraph about the side files.
std::string side_files_text(const Manifest& manifest) {
  std::string images;
  for (const Dataset& dataset : datasets())
    for (const ListedDataset& listed : manifest.datasets)
      if (listed.id == dataset.id)
        images += (images.empty() ? "of " : ", of ") + std::string(dataset.title) + " (" + std::string(dataset.license) + ") in `" +
                  listed.digits.file + "`";
  if (images.empty()) return "";
  return "\nBeside each model that has an encoder, `<model>.codes.safetensors` says where it puts the test images. Ten test images "
         "of each "
         "class are " +
         images + ".\n";
}

std::string prior_text(const ModelFile& file) {
  if (!file.prior) return "";
  return "- Prior: a Gaussian mixture of " + std::to_string(file.prior->components()) +
         " components fitted to the codes of the training images" +
         (file.prior->depends_on_class() ? ", of each class its own" : "") + ", their number chosen by held-out likelihood\n";
}

}  // namespace

std::string card_text(const ModelFile& file, const Checkpoint& checkpoint, const Dataset& dataset, const Published& result) {
  const std::string& id = file.spec.id;
  char parity[32];
  std::snprintf(parity, sizeof parity, "%.1e", result.parity);
  std::string text = "# " + file.spec.title + " on " + file.card->dataset + " (`" + id + "`)\n\n![What it makes](" + id +
                     ".png)\n\n" + metrics_table(result.evaluation) + "| greatest difference between core and LibTorch | " +
                     parity + " | |\n\n" + "Measured with the weights as published, in " + storage_text(result.storage) + ". ";
  if (is_generative(file.spec))
    text += std::to_string(result.evaluation.samples) + " samples against the test set, in the features of `" +
            result.evaluation.extractor + "`; precision, recall, density and coverage with 5 neighbours.";
  text += "\n" + targets_text(checkpoint.recipe, result.missed) + "\n- Data: " + file.card->dataset + ", " +
          (checkpoint.recipe.train_limit > 0 ? "the first " + std::to_string(checkpoint.recipe.train_limit) + " training images"
                                             : std::string("all training images")) +
          "\n- Licence of the weights: " + std::string(dataset.license) + ", as the data\n- Trained on: " + checkpoint.device +
          ", " + std::to_string(checkpoint.epoch) + " epochs\n" + prior_text(file) + "\nRecipe, as used:\n\n```json\n" +
          to_json(checkpoint.recipe).dump(2) + "\n```\n\nTo train it again, with this recipe in recipe.json:\n\n```\n" +
          (is_users_own(dataset) ? "" : "zscape-train data " + checkpoint.recipe.dataset + "\n") +
          "zscape-train train recipe.json --out build/runs/" + id + (is_users_own(dataset) ? " --data-dir IMAGES" : "") +
          "\nzscape-train publish build/runs/" + id + "/checkpoint.safetensors\n```\n\nWritten by `zscape-train publish`.\n";
  return text;
}

std::string models_page(const Manifest& manifest) {
  std::string text =
      "# Published models\n\nWritten by `zscape-train publish`; `zscape-train evaluate` prints the figures. Each links to its "
      "card.\n\n"
      "| model | | size | measured on the test set |\n|---|---|---|---|\n";
  std::int64_t bytes = 0;
  for (const ManifestEntry& entry : manifest.models) {
    bytes += entry.bytes + (entry.codes ? entry.codes->bytes : 0);
    std::string metrics;
    for (const std::string_view key : kHeadlines) {
      const auto value = entry.metrics.find(std::string(key));
      if (value != entry.metrics.end())
        metrics += (metrics.empty() ? "" : "<br>") + std::string(metric_title(key)) + ": " + metric_text(key, value->second);
    }
    text += "| [`" + entry.id + "`](" + entry.id + ".md)<br>" + entry.title + ". " + entry.summary + " | ![" + entry.id + "](" +
            entry.id + ".png) | " + std::to_string((entry.bytes + 500) / 1000) + " kB | " + metrics + " |\n";
  }
  for (const ListedDataset& dataset : manifest.datasets) bytes += dataset.digits.bytes;
  text += "\nAll files together: " + std::to_string((bytes + 500) / 1000) + " kB.\n" + side_files_text(manifest);
  std::string pictures;
  for (const Dataset& dataset : datasets()) {
    std::string ids;
    for (const ManifestEntry& entry : reconstructing(manifest, dataset.id)) ids += (ids.empty() ? "`" : ", `") + entry.id + "`";
    if (ids.empty()) continue;
    pictures += "\nTest images of " + std::string(dataset.title) +
                " in the first row, and below, from above, what these make of them: " + ids + ".\n\n![Reconstructions](" +
                reconstructions_file(dataset.id) + ")\n";
  }
  return pictures.empty() ? text : text + "\n## Reconstructions, side by side\n" + pictures;
}

std::vector<ManifestEntry> reconstructing(const Manifest& manifest, std::string_view dataset) {
  std::vector<ManifestEntry> entries;
  for (const ManifestEntry& entry : manifest.models)
    if (entry.dataset == dataset && entry.metrics.contains("mse")) entries.push_back(entry);
  return entries;
}

std::string reconstructions_file(std::string_view dataset) { return std::string(dataset) + "-reconstructions.png"; }

}  // namespace zscape
