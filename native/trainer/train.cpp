#include "train.hpp"

#include <ATen/Context.h>
#include <torch/cuda.h>
#include <torch/utils.h>

#include <algorithm>
#include <cmath>
#include <cstring>

#include "base/file.hpp"
#include "epoch_sheet.hpp"
#include "interrupt.hpp"
#include "metrics_log.hpp"
#include "objectives/objective.hpp"
#include "progress.hpp"

namespace zscape {
namespace {

constexpr std::int64_t kSheetImages = 40;

// Everything that changes while training, on its device.
struct Run {
  Trainee trainee;
  TorchModel average;  // of the trainee's tensors; used only where the recipe asks for one
  at::Generator generator;

  Run(const Recipe& recipe, const ModelSpec& spec, const std::string& device)
      : trainee(recipe, spec, torch::Device(device)),
        average(trainee.model),
        generator(at::globalContext().defaultGenerator(torch::Device(device))) {
    average.detach_state();
  }

  const Recipe& recipe() const { return trainee.recipe; }
  const ModelSpec& spec() const { return trainee.model.spec(); }
  bool averages() const { return recipe().weight_average > 0.0; }
  const TorchModel& published() const { return averages() ? average : trainee.model; }
};

TensorMap moments(const Trainee& trainee, std::vector<torch::Tensor> Adam::*moment) {
  TensorMap map;
  for (const Adam* adam : {&trainee.adam, &trainee.discriminator})
    for (std::size_t i = 0; i < adam->names.size(); ++i) map.emplace(adam->names[i], to_tensor((adam->*moment)[i]));
  return map;
}

void set_moments(Trainee& trainee, std::vector<torch::Tensor> Adam::*moment, const TensorMap& map) {
  for (Adam* adam : {&trainee.adam, &trainee.discriminator})
    for (std::size_t i = 0; i < adam->names.size(); ++i) (adam->*moment)[i].copy_(to_torch(map.at(adam->names[i])));
}

Checkpoint snapshot(const Run& run) {
  const torch::Tensor state = run.generator.get_state();
  const auto* first = reinterpret_cast<const std::byte*>(state.data_ptr<std::uint8_t>());
  return {.recipe = run.recipe(),
          .device = run.trainee.model.device().str(),
          .epoch = run.trainee.epoch,
          .weights = run.trainee.model.weights(),
          .average = run.averages() ? run.average.weights() : TensorMap{},
          .exp_avg = moments(run.trainee, &Adam::exp_avg),
          .exp_avg_sq = moments(run.trainee, &Adam::exp_avg_sq),
          .step = run.trainee.adam.step,
          .discriminator_step = run.trainee.discriminator.step,
          .generator = Bytes(first, first + state.numel())};
}

Result<void> restore(Run& run, const Checkpoint& from) {
  torch::Tensor state = run.generator.get_state();
  if (static_cast<std::size_t>(state.numel()) != from.generator.size())
    return Error{ErrorCode::mismatch, "the checkpoint's generator state has " + std::to_string(from.generator.size()) +
                                          " bytes, this LibTorch's has " + std::to_string(state.numel())};
  std::memcpy(state.data_ptr<std::uint8_t>(), from.generator.data(), from.generator.size());
  run.generator.set_state(state);
  run.trainee.model.set_weights(from.weights);
  if (run.averages()) run.average.set_weights(from.average);
  set_moments(run.trainee, &Adam::exp_avg, from.exp_avg);
  set_moments(run.trainee, &Adam::exp_avg_sq, from.exp_avg_sq);
  run.trainee.adam.step = from.step;
  run.trainee.discriminator.step = from.discriminator_step;
  run.trainee.epoch = from.epoch;
  return {};
}

// The moving average, whose memory is short at first so that the random start does not linger (as in Karras et al., CVPR 2024, but
// by the common rule (1 + n) / (10 + n)).
void average_weights(Run& run, std::int64_t updates) {
  const torch::NoGradGuard no_gradients;
  const auto n = static_cast<double>(updates);
  const double decay = std::min(run.recipe().weight_average, (1.0 + n) / (10.0 + n));
  std::vector<torch::Tensor> average, current;
  for (std::size_t i = 0; i < run.average.state().size(); ++i) {
    average.push_back(run.average.state()[i].second);
    current.push_back(run.trainee.model.state()[i].second.detach());
  }
  at::_foreach_mul_(average, decay);
  at::_foreach_add_(average, current, 1.0 - decay);
}

bool all_finite(const TensorMap& tensors) {
  return std::all_of(tensors.begin(), tensors.end(), [](const auto& named_tensor) {
    const auto& values = named_tensor.second.values;
    return std::all_of(values.begin(), values.end(), [](float value) { return std::isfinite(value); });
  });
}


// Sums of the losses over an epoch, kept on the device: reading them there would make it wait for the host at every step.
class LossSums {
 public:
  void add(const Losses& losses, std::int64_t images) {
    std::vector<torch::Tensor> values;
    for (const auto& [name, value] : losses) values.push_back(value.detach());
    const torch::Tensor now = torch::stack(values).to(torch::kFloat64) * static_cast<double>(images);
    if (names_.size() != losses.size()) {
      for (const auto& [name, value] : losses) names_.push_back(name);
      sums_ = torch::zeros_like(now);
    }
    sums_ += now;
    images_ += images;
  }

  NamedValues means() const {
    NamedValues result;
    const torch::Tensor sums = sums_.cpu() / static_cast<double>(images_);
    for (std::size_t i = 0; i < names_.size(); ++i)
      result.emplace_back(names_[i], sums[static_cast<std::int64_t>(i)].item<double>());
    return result;
  }

 private:
  std::vector<std::string> names_;
  torch::Tensor sums_;
  std::int64_t images_ = 0;
};

bool finite(const NamedValues& means) {
  return std::all_of(means.begin(), means.end(), [](const auto& named) { return std::isfinite(named.second); });
}

// The training set where it is used: bytes and labels on the device.
struct DeviceData {
  torch::Tensor pixels;  // [count, sample], uint8
  torch::Tensor labels;  // [count], int64

  DeviceData(const LabelledImages& data, const Recipe& recipe, const ModelSpec& spec, torch::Device device) {
    const std::int64_t count = recipe.train_limit > 0 ? std::min(recipe.train_limit, data.images.count) : data.images.count;
    pixels = torch::from_blob(const_cast<std::uint8_t*>(data.images.pixels.data()), {count, sample_width(spec)}, torch::kUInt8)
                 .to(device, torch::kUInt8, false, true);
    labels = torch::from_blob(const_cast<std::uint8_t*>(data.labels.data()), {count}, torch::kUInt8).to(device, torch::kInt64);
  }

  std::int64_t count() const { return pixels.size(0); }

  /// The first `most` images, in [0, 1].
  torch::Tensor first(std::int64_t most) const {
    return pixels.narrow(0, 0, std::min(most, count())).to(torch::kFloat32).mul(1.0 / 255.0);
  }
  std::int64_t steps(std::int64_t batch_size) const { return (count() + batch_size - 1) / batch_size; }

  Batch batch(const torch::Tensor& chosen, std::int64_t classes) const {
    Batch batch{.x = pixels.index_select(0, chosen).to(torch::kFloat32).mul_(1.0 / 255.0),
                .labels = labels.index_select(0, chosen),
                .classes = {}};
    if (classes > 0) batch.classes = one_hot_rows(batch.labels, classes);
    return batch;
  }
};

Error diverged(const Run& run) {
  return {ErrorCode::mismatch, "a loss stopped being finite in epoch " + std::to_string(run.trainee.epoch + 1) +
                                   ": training diverged, a lower learning rate than " + std::to_string(run.recipe().learning_rate) +
                                   " may help"};
}

// One epoch of updates.
Result<NamedValues> train_epoch(Run& run, const DeviceData& data, Progress& progress) {
  const Recipe& recipe = run.recipe();
  const std::int64_t steps = data.steps(recipe.batch_size);
  if (starts_stage(recipe, run.spec(), run.trainee.epoch)) run.trainee.adam.reset();
  const torch::Tensor order = torch::randperm(data.count(), torch::dtype(torch::kInt64).device(data.pixels.device()));
  LossSums losses;
  run.trainee.model.training = true;
  for (std::int64_t step = 0; step < steps; ++step) {
    const std::int64_t first = step * recipe.batch_size;
    const std::int64_t size = std::min(recipe.batch_size, data.count() - first);
    const std::int64_t updates = run.trainee.epoch * steps + step;
    const Batch batch = data.batch(order.narrow(0, first, size), run.spec().classes);
    losses.add(update(run.trainee, batch, learning_rate_at(recipe, updates, recipe.epochs * steps)), size);
    if (run.averages()) average_weights(run, updates);

    if (interrupted()) return Error{ErrorCode::io, "interrupted in epoch " + std::to_string(run.trainee.epoch + 1)};
    if (step + 1 < steps && progress.due()) {
      const TrainingStatus status{run.trainee.epoch + 1, step + 1, losses.means()};
      progress.show(status);
      if (!finite(status.means)) return diverged(run);
    }
  }
  run.trainee.model.training = false;
  const NamedValues means = losses.means();
  if (!finite(means)) return diverged(run);
  progress.end_epoch({run.trainee.epoch + 1, steps, means});
  if (const auto why = collapse(means))
    return Error{ErrorCode::mismatch, "training collapsed in epoch " + std::to_string(run.trainee.epoch + 1) + ": " + *why};
  return means;
}

// Ends with `run` one epoch further and `folder` holding it, or with `folder` as it was.
Result<void> train_and_save_epoch(Run& run, const DeviceData& data, Progress& progress, MetricsLog& log,
                                  const std::filesystem::path& folder) {
  ZSCAPE_TRY(const NamedValues means, train_epoch(run, data, progress));
  ++run.trainee.epoch;
  const Checkpoint checkpoint = snapshot(run);
  if (!all_finite(checkpoint.weights) || !all_finite(checkpoint.exp_avg_sq)) {
    --run.trainee.epoch;
    return diverged(run);
  }
  ZSCAPE_TRY_VOID(log.scalars(run.trainee.epoch, std::map<std::string, double>(means.begin(), means.end())));
  if (const Image sheet = epoch_sheet(run.published(), data.first(kSheetImages)); !sheet.pixels.empty()) {
    ZSCAPE_TRY_VOID(log.sheet(run.trainee.epoch, sheet));
  }
  return write_file(folder / kCheckpointName, serialize(checkpoint));
}

}  // namespace

Result<std::string> choose_device(const std::string& wanted) {
  if (wanted == "auto") return std::string(torch::cuda::is_available() ? "cuda" : "cpu");
  if (wanted == "cuda" && !torch::cuda::is_available())
    return Error{ErrorCode::unsupported, "--device cuda: this LibTorch sees no CUDA device; --device cpu works everywhere"};
  return wanted;
}

Checkpoint start_training(const Recipe& recipe, const ModelSpec& spec, const LabelledImages& data, const std::string& device) {
  constexpr std::int64_t kImages = 1024;
  torch::manual_seed(static_cast<std::uint64_t>(recipe.seed));
  Run run(recipe, spec, device);
  const DeviceData on_device(data, recipe, spec, run.trainee.model.device());
  initialise(run.trainee.model, on_device.first(kImages));
  run.average.set_weights(run.trainee.model.weights());
  return snapshot(run);
}

Result<void> train(Checkpoint from, const ModelSpec& spec, const LabelledImages& data, const std::filesystem::path& folder) {
  Run run(from.recipe, spec, from.device);
  ZSCAPE_TRY_VOID(restore(run, from));
  const DeviceData on_device(data, run.recipe(), spec, run.trainee.model.device());
  Progress progress(run.recipe().epochs, run.trainee.epoch, on_device.count(), on_device.steps(run.recipe().batch_size));
  ZSCAPE_TRY(MetricsLog log, MetricsLog::open(folder, run.trainee.epoch));
  while (run.trainee.epoch < run.recipe().epochs) {
    if (auto done = train_and_save_epoch(run, on_device, progress, log, folder); !done) {
      progress.finish();
      return done;
    }
  }
  return {};
}

}  // namespace zscape
