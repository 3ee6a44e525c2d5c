#include "trainer/measure/evaluate.hpp"

#include <torch/utils.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "console/progress.hpp"
#include "models/model.hpp"
#include "trainer/measure/heard.hpp"
#include "trainer/metrics/classes.hpp"
#include "trainer/metrics/frechet.hpp"
#include "trainer/metrics/images.hpp"
#include "trainer/metrics/latents.hpp"
#include "trainer/metrics/linear_probe.hpp"
#include "trainer/metrics/neighbours.hpp"
#include "trainer/metrics/sounds.hpp"
#include "trainer/objectives/losses.hpp"
#include "trainer/torch/conversions.hpp"
#include "trainer/torch/corruption.hpp"
#include "trainer/torch/stored_rows.hpp"
#include "trainer/torch/torch_model.hpp"

namespace zscape {
namespace {

constexpr std::int64_t kBatch = 1000;

// The number of samples of each seed: fewer of sounds, which have to be made audible.
std::int64_t evaluation_samples(const ModelSpec& spec) { return spec.sound ? 2'000 : 10'000; }

// A function of rows for all of `count` rows, batch by batch.
template <class Function>
torch::Tensor batched(std::int64_t count, Function&& function) {
  std::vector<torch::Tensor> parts;
  for (std::int64_t first = 0; first < count; first += kBatch) parts.push_back(function(first, std::min(kBatch, count - first)));
  return torch::cat(parts);
}

// Images of a split on the device.
struct Images {
  torch::Tensor x;        // [count, sample], in [0, 1]
  torch::Tensor labels;   // [count], int64
  torch::Tensor classes;  // [count, classes], one-hot

  Images(const LabelledImages& data, std::int64_t classes_of, const std::string& device) {
    x = unit_values(stored_rows(data).to(torch::Device(device)));
    labels = label_tensor(data.labels, torch::Device(device));
    if (classes_of > 0) classes = one_hot_rows(labels, classes_of);
  }

  torch::Tensor batch_classes(std::int64_t first, std::int64_t size) const {
    return classes.defined() ? classes.narrow(0, first, size) : torch::Tensor();
  }
};

torch::Tensor codes_of(const TorchModel& model, const Images& images) {
  return batched(images.x.size(0), [&](std::int64_t first, std::int64_t size) {
    return model.encode(images.x.narrow(0, first, size), images.batch_classes(first, size)).mean;
  });
}

torch::Tensor pictures_of(const TorchModel& model, const torch::Tensor& z, const torch::Tensor& classes) {
  return batched(z.size(0), [&](std::int64_t first, std::int64_t size) {
    return model.decode(z.narrow(0, first, size), classes.defined() ? classes.narrow(0, first, size) : classes);
  });
}

// The number of draws from the posterior of each image, for the ELBO of each seed.
int posterior_samples(const ModelSpec& spec) { return spec.sound ? 2 : 16; }

void measure_elbo(const TorchModel& model, const Images& test, Metrics& metrics) {
  double reconstruction = 0.0, kl = 0.0;
  const int samples = posterior_samples(model.spec());
  const std::int64_t count = test.x.size(0);
  for (std::int64_t first = 0; first < count; first += kBatch) {
    const std::int64_t size = std::min(kBatch, count - first);
    const torch::Tensor x = test.x.narrow(0, first, size), classes = test.batch_classes(first, size);
    const Encoded encoded = model.encode(x, classes);
    kl += kl_divergence(encoded).item<double>();
    for (int sample = 0; sample < samples; ++sample) {
      const torch::Tensor noise = torch::randn({size, model.spec().latent}).to(model.device());  // the CPU's: equal on every device
      reconstruction += reconstruction_loss(model.decode_logits(reparameterise(encoded, noise), classes), x).item<double>();
    }
  }
  metrics["reconstruction_nats"] = reconstruction / static_cast<double>(count * samples);
  metrics["kl_nats"] = kl / static_cast<double>(count);
  metrics["elbo_loss_nats"] = metrics["reconstruction_nats"] + metrics["kl_nats"];
}

void measure_denoising(const TorchModel& model, const Images& test, Metrics& metrics) {
  const auto psnr = [&](Corruption corruption, double level) {
    const torch::Tensor spoilt = corrupt(test.x.cpu(), corruption, level).to(model.device());  // the CPU's noise
    const torch::Tensor clean = batched(spoilt.size(0), [&](std::int64_t first, std::int64_t size) {
      const torch::Tensor classes = test.batch_classes(first, size);
      return model.decode(model.encode(spoilt.narrow(0, first, size), classes).mean, classes);
    });
    return psnr_db(mean_squared_error(clean, test.x));
  };
  metrics["denoising_psnr_gaussian_db"] = psnr(Corruption::gaussian, 0.3);
  metrics["denoising_psnr_masking_db"] = psnr(Corruption::masking, 0.5);
  metrics["denoising_psnr_salt_and_pepper_db"] = psnr(Corruption::salt_and_pepper, 0.25);
}

void measure_codes(const TorchModel& model, const torch::Tensor& codes, Metrics& metrics) {
  if (is_variational(model.spec())) {
    metrics["active_units"] = static_cast<double>(active_units(codes));
    return;
  }
  metrics["mean_activation"] = codes.mean().item<double>();
  metrics["active_fraction"] = nonzero_fraction(codes);
  metrics["dead_units"] = static_cast<double>(dead_units(codes));
}

// What a linear classifier reads from the codes, and how far a plain autoencoder's codes are from N(0, I).
void measure_probe(const TorchModel& model, const Images& train, const Images& test, Metrics& metrics) {
  const torch::Tensor codes = codes_of(model, test);
  metrics["probe_accuracy"] = linear_probe_accuracy(codes_of(model, train), train.labels, codes, test.labels);
  if (is_variational(model.spec())) return;
  const CodeMoments moments = code_moments(codes);
  metrics["code_mean_norm"] = moments.mean_norm;
  metrics["code_covariance_distance"] = moments.covariance_distance;
}

// The metrics of a model with an encoder that need the test set alone.
void measure_autoencoder(const TorchModel& model, const Images& test, Metrics& metrics) {
  const torch::Tensor codes = codes_of(model, test);
  const torch::Tensor pictures = pictures_of(model, codes, test.classes);
  if (!model.spec().sound) {
    metrics["mse"] = mean_squared_error(pictures, test.x);
    metrics["psnr_db"] = psnr_db(metrics["mse"]);
  }
  measure_codes(model, codes, metrics);
  if (is_variational(model.spec()) && is_bernoulli(model.spec())) measure_elbo(model, test, metrics);
  if (!is_variational(model.spec())) measure_denoising(model, test, metrics);
}

// The extractor's features of some rows, and the classes that it reads.
struct Seen {
  torch::Tensor features;  // [count, features]
  torch::Tensor labels;    // [count]
};

Seen look_at(const TorchModel& extractor, const torch::Tensor& x /* as the extractor takes it */) {
  const torch::Tensor features =
      batched(x.size(0), [&](std::int64_t first, std::int64_t size) { return extractor.encode(x.narrow(0, first, size)).mean; });
  return {features, extractor.classify(features).argmax(1)};
}

// Samples or reconstructions of a model of `spec`, as the extractor takes them.
torch::Tensor for_extractor(const ModelSpec& spec, const torch::Tensor& x, const TorchModel& extractor) {
  return spec.sound ? heard(spec, x, extractor.spec()) : x;
}

// Real data as the extractor takes it. Only waves have to be changed, for a classifier of spectrograms.
torch::Tensor real_for_extractor(const ModelSpec& spec, const torch::Tensor& x, const TorchModel& extractor) {
  return spec.sample == extractor.spec().sample ? x : for_extractor(spec, x, extractor);
}

// How much of the test sounds the reconstructions keep.
void measure_sounds(const TorchModel& model, const TorchModel& extractor, bool same_classes, const Images& test, Metrics& metrics) {
  const torch::Tensor made = pictures_of(model, codes_of(model, test), test.classes).clamp(0.0, 1.0);
  const torch::Tensor seen = for_extractor(model.spec(), made, extractor);
  const Shape& sample = extractor.spec().sample;
  const auto pictures = [&](const torch::Tensor& rows) { return rows.view({rows.size(0), sample[1], sample[2]}); };
  metrics["log_spectral_distance_db"] = log_spectral_distance_db(pictures(real_for_extractor(model.spec(), test.x, extractor)),
                                                                 pictures(seen), extractor.spec().sound->spectrogram->range_db);
  if (!model.spec().sound->spectrogram) metrics["signal_to_noise_db"] = signal_to_noise_db(test.x - 0.5, made - 0.5);
  if (same_classes) metrics["reconstruction_accuracy"] = conditional_accuracy(test.labels, look_at(extractor, seen).labels);
}

torch::Tensor drawn(const TorchModel& model, const Matrix& codes) {
  const torch::Tensor rows = to_torch(codes).to(model.device());
  const std::int64_t latent = model.spec().latent;
  const torch::Tensor classes = is_conditional(model.spec()) ? rows.slice(1, latent) : torch::Tensor();
  return pictures_of(model, rows.slice(1, 0, latent), classes).clamp(0.0, 1.0);
}

void measure_classes(const TorchModel& model, const TorchModel& extractor, const Matrix& codes, const torch::Tensor& read,
                     Metrics& metrics) {
  const torch::Tensor histogram = class_histogram(read, extractor.spec().classes);
  metrics["class_share_min"] = histogram.min().item<double>() / static_cast<double>(read.size(0));
  metrics["class_share_max"] = histogram.max().item<double>() / static_cast<double>(read.size(0));
  metrics["class_kl_nats"] = kl_from_uniform(histogram);
  if (!is_conditional(model.spec())) return;
  const torch::Tensor requested = to_torch(codes).slice(1, model.spec().latent).argmax(1).to(read.device());
  metrics["conditional_accuracy"] = conditional_accuracy(requested, read);
}

// How samples compare with the test set.
void measure_samples(const TorchModel& model, const Model& core, const TorchModel& extractor, bool same_classes, const Seen& real,
                     std::uint64_t seed, Metrics& metrics) {
  const Matrix codes = core.sample(seed, 0, evaluation_samples(model.spec()), 1.0f);
  const Seen fake = look_at(extractor, for_extractor(model.spec(), drawn(model, codes), extractor));
  if (same_classes) measure_classes(model, extractor, codes, fake.labels, metrics);
  metrics["frechet_distance"] = frechet_distance(real.features, fake.features);
  const Fidelity near = fidelity(real.features, fake.features);
  metrics["precision"] = near.precision;
  metrics["recall"] = near.recall;
  metrics["density"] = near.density;
  metrics["coverage"] = near.coverage;
  if (core.prior()) {
    const Matrix normal = core.with_classes(sample_latents(model.spec().latent, seed, 0, codes.rows()), 0);
    const torch::Tensor x = for_extractor(model.spec(), drawn(model, normal), extractor);
    metrics["frechet_distance_standard_normal"] = frechet_distance(real.features, look_at(extractor, x).features);
  }
}

// The mean and spread of the metrics over the seeds.
Evaluation summarise(const std::vector<Metrics>& runs) {
  Evaluation result;
  for (const auto& [key, first] : runs.front()) {
    double sum = 0.0, low = first, high = first;
    for (const Metrics& run : runs) {
      sum += run.at(key);
      low = std::min(low, run.at(key));
      high = std::max(high, run.at(key));
    }
    result.values[key] = sum / static_cast<double>(runs.size());
    result.spread[key] = high - low;
  }
  return result;
}

}  // namespace

Result<Evaluation> evaluate(const ModelFile& file, const TestBed& bed) {
  constexpr std::int64_t kMinTrain = 10, kMinTest = 6;  // what the probe and the neighbours of samples take
  if (bed.train.images.count < kMinTrain || bed.test.images.count < kMinTest)
    return Error{ErrorCode::mismatch, "measuring takes at least " + std::to_string(kMinTrain) + " training images and " +
                                          std::to_string(kMinTest) + " test images, found " +
                                          std::to_string(bed.train.images.count) + " and " + std::to_string(bed.test.images.count)};
  const torch::NoGradGuard no_gradients;
  StepCount progress("measuring " + file.spec.id, 1 + kEvaluationSeeds);
  const TorchModel model = torch_model(file.spec, file.tensors, torch::Device(bed.device));
  const TorchModel extractor = torch_model(bed.extractor.spec, bed.extractor.tensors, torch::Device(bed.device));
  const Images train(bed.train, file.spec.classes, bed.device), test(bed.test, file.spec.classes, bed.device);

  Metrics fixed;  // the same for every seed
  if (!file.spec.classifier.empty())
    fixed["accuracy"] = (look_at(model, test.x).labels == test.labels).to(torch::kFloat64).mean().item<double>();
  if (!file.spec.encoder.empty() && is_generative(file.spec)) measure_probe(model, train, test, fixed);

  std::optional<Model> core;
  std::optional<Seen> real;
  if (is_generative(file.spec)) {
    ZSCAPE_TRY(core, Model::build(file));
    const auto real_seen = [&](const torch::Tensor& x) { return look_at(extractor, real_for_extractor(file.spec, x, extractor)); };
    real = real_seen(test.x);
    const std::int64_t count = std::min(evaluation_samples(file.spec), train.x.size(0));
    fixed["frechet_distance_floor"] = frechet_distance(real->features, real_seen(train.x.narrow(0, 0, count)).features);
    if (file.spec.sound && !file.spec.encoder.empty()) measure_sounds(model, extractor, bed.same_classes, test, fixed);
  }

  progress.step();
  std::vector<Metrics> runs;
  for (int seed = 1; seed <= kEvaluationSeeds; ++seed) {
    torch::manual_seed(static_cast<std::uint64_t>(seed));
    Metrics metrics = fixed;
    if (!file.spec.encoder.empty() && is_generative(file.spec)) measure_autoencoder(model, test, metrics);
    if (core) measure_samples(model, *core, extractor, bed.same_classes, *real, static_cast<std::uint64_t>(seed), metrics);
    runs.push_back(std::move(metrics));
    progress.step();
  }
  Evaluation result = summarise(runs);
  result.extractor = bed.extractor.spec.id;
  result.samples = core ? evaluation_samples(file.spec) : 0;
  for (const auto& [key, value] : result.values)
    if (!std::isfinite(value))
      return Error{ErrorCode::mismatch, file.spec.id + ": the metric " + key + " of these weights is not finite"};
  return result;
}

Matrix torch_decode(const ModelFile& file, const Matrix& codes) {
  const torch::NoGradGuard no_gradients;
  return to_matrix(drawn(torch_model(file.spec, file.tensors), codes));
}

Matrix torch_encode(const ModelFile& file, const Matrix& x, const Matrix& classes) {
  const torch::NoGradGuard no_gradients;
  const TorchModel model = torch_model(file.spec, file.tensors);
  return to_matrix(model.encode(to_torch(x), classes.size() > 0 ? to_torch(classes) : torch::Tensor()).mean);
}

}  // namespace zscape
