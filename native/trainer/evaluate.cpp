#include "evaluate.hpp"

#include <torch/utils.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "heard.hpp"
#include "metrics/classes.hpp"
#include "metrics/corruption.hpp"
#include "metrics/frechet.hpp"
#include "metrics/images.hpp"
#include "metrics/latents.hpp"
#include "metrics/linear_probe.hpp"
#include "metrics/neighbours.hpp"
#include "metrics/sounds.hpp"
#include "models/model.hpp"
#include "objectives/objective.hpp"
#include "progress.hpp"
#include "torch_model.hpp"
#include "torch_rows.hpp"

namespace zscape {
namespace {

constexpr std::int64_t kBatch = 1000;

// Of each seed: fewer where every one is made audible.
std::int64_t evaluation_samples(const ModelSpec& spec) { return spec.sound ? 2'000 : 10'000; }

torch::Tensor to_torch(const Matrix& m) {
  return torch::from_blob(const_cast<float*>(m.data()), {m.rows(), m.cols()}, torch::kFloat32).clone();
}

Matrix to_matrix(const torch::Tensor& tensor) {
  const torch::Tensor values = tensor.cpu().contiguous();
  return Eigen::Map<const Matrix>(values.data_ptr<float>(), values.size(0), values.size(1));
}

TorchModel torch_model(const ModelFile& file, const std::string& device) {
  TorchModel model(file.spec, torch::Device(device));
  model.set_weights(file.tensors);
  return model;
}

// The whole of a function over rows, batch by batch.
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
    labels = torch::from_blob(const_cast<std::uint8_t*>(data.labels.data()), {data.images.count}, torch::kUInt8)
                 .to(torch::Device(device), torch::kInt64);
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

// Per image and seed, of the ELBO.
int posterior_samples(const ModelSpec& spec) { return spec.sound ? 2 : 16; }

void measure_elbo(const TorchModel& model, const Images& test, Metrics& metrics) {
  double reconstruction = 0.0, kl = 0.0;
  const int samples = posterior_samples(model.spec());
  const std::int64_t count = test.x.size(0);
  for (std::int64_t first = 0; first < count; first += kBatch) {
    const std::int64_t size = std::min(kBatch, count - first);
    const torch::Tensor x = test.x.narrow(0, first, size), classes = test.batch_classes(first, size);
    const Code code = model.encode(x, classes);
    kl += kl_divergence(code).item<double>();
    for (int sample = 0; sample < samples; ++sample) {
      const torch::Tensor noise = torch::randn({size, model.spec().latent}).to(model.device());  // the CPU's: equal on every device
      reconstruction += reconstruction_loss(model.decode_logits(reparameterise(code, noise), classes), x).item<double>();
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

// What the test set alone says of a model with an encoder.
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

// Features and verdicts of the extractor.
struct Seen {
  torch::Tensor features;  // [count, features]
  torch::Tensor labels;    // [count]
};

Seen look_at(const TorchModel& extractor, const torch::Tensor& x /* as the extractor takes it */) {
  const torch::Tensor features =
      batched(x.size(0), [&](std::int64_t first, std::int64_t size) { return extractor.encode(x.narrow(0, first, size)).mean; });
  return {features, extractor.classify(features).argmax(1)};
}

// Samples of `spec`, or what it makes of test images, as the extractor takes them.
torch::Tensor for_extractor(const ModelSpec& spec, const torch::Tensor& x, const TorchModel& extractor) {
  return spec.sound ? heard(spec, x, extractor.spec()) : x;
}

// The data itself: only waves are something else to a classifier of spectrograms.
torch::Tensor real_for_extractor(const ModelSpec& spec, const torch::Tensor& x, const TorchModel& extractor) {
  return spec.sample == extractor.spec().sample ? x : for_extractor(spec, x, extractor);
}

// What is left of test sounds.
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

torch::Tensor drawn(const TorchModel& torch_model, const Matrix& codes) {
  const torch::Tensor rows = to_torch(codes).to(torch_model.device());
  const std::int64_t latent = torch_model.spec().latent;
  const torch::Tensor classes = is_conditional(torch_model.spec()) ? rows.slice(1, latent) : torch::Tensor();
  return pictures_of(torch_model, rows.slice(1, 0, latent), classes).clamp(0.0, 1.0);
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

// What samples look like beside the test set.
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

// The mean and spread of what each seed gave.
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
  constexpr std::int64_t kLeastTrain = 10, kLeastTest = 6;  // what the probe and the neighbours of samples take
  if (bed.train.images.count < kLeastTrain || bed.test.images.count < kLeastTest)
    return Error{ErrorCode::mismatch, "measuring takes at least " + std::to_string(kLeastTrain) + " training images and " +
                                          std::to_string(kLeastTest) + " test images, found " +
                                          std::to_string(bed.train.images.count) + " and " + std::to_string(bed.test.images.count)};
  const torch::NoGradGuard no_gradients;
  StepCount progress("measuring " + file.spec.id, 1 + kEvaluationSeeds);
  const TorchModel model = torch_model(file, bed.device);
  const TorchModel extractor = torch_model(bed.extractor, bed.device);
  const Images train(bed.train, file.spec.classes, bed.device), test(bed.test, file.spec.classes, bed.device);

  Metrics fixed;  // what no seed changes
  if (!file.spec.classifier.empty())
    fixed["accuracy"] = (look_at(model, test.x).labels == test.labels).to(torch::kFloat64).mean().item<double>();
  if (!file.spec.encoder.empty() && is_generative(file.spec)) {
    const torch::Tensor codes = codes_of(model, test);
    fixed["probe_accuracy"] = linear_probe_accuracy(codes_of(model, train), train.labels, codes, test.labels);
    if (!is_variational(file.spec)) {
      const CodeMoments moments = code_moments(codes);
      fixed["code_mean_norm"] = moments.mean_norm;
      fixed["code_covariance_distance"] = moments.covariance_distance;
    }
  }

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
  return to_matrix(drawn(torch_model(file, "cpu"), codes));
}

Matrix torch_encode(const ModelFile& file, const Matrix& x, const Matrix& classes) {
  const torch::NoGradGuard no_gradients;
  return to_matrix(torch_model(file, "cpu").encode(to_torch(x), classes.size() > 0 ? to_torch(classes) : torch::Tensor()).mean);
}

}  // namespace zscape
