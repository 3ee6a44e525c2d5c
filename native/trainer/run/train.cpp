#include "trainer/run/train.hpp"

#include <ATen/Context.h>
#include <torch/cuda.h>
#include <torch/utils.h>

#include <algorithm>
#include <cmath>
#include <cstring>

#include "base/file.hpp"
#include "console/interrupt.hpp"
#include "console/progress.hpp"
#include "trainer/objectives/objective.hpp"
#include "trainer/objectives/reconstruction.hpp"
#include "trainer/run/epoch_sheet.hpp"
#include "trainer/run/metrics_log.hpp"
#include "trainer/torch/augment.hpp"
#include "trainer/torch/conversions.hpp"
#include "trainer/torch/stored_rows.hpp"

namespace zscape {
namespace {

constexpr std::int64_t kSheetImages = 40;

// Sums of the losses over an epoch, kept on the device: reading them at every step would make the device wait for the host.
class LossSums {
 public:
  LossSums() = default;
  LossSums(const std::map<std::string, double>& sums, std::int64_t images) : earlier_(sums), images_(images) {}

  void add(const Losses& losses, std::int64_t images) {
    std::vector<torch::Tensor> values;
    for (const auto& [name, value] : losses) values.push_back(value.detach());
    const torch::Tensor now = torch::stack(values).to(torch::kFloat64) * static_cast<double>(images);
    if (names_.empty()) {
      std::vector<double> sums;
      for (const auto& [name, value] : losses) {
        names_.push_back(name);
        sums.push_back(earlier_[name]);
      }
      sums_ = torch::tensor(sums, now.options());
    }
    sums_ += now;
    images_ += images;
  }

  std::map<std::string, double> sums() const {
    std::map<std::string, double> result;
    const torch::Tensor sums = sums_.cpu();
    for (std::size_t i = 0; i < names_.size(); ++i) result[names_[i]] = sums[static_cast<std::int64_t>(i)].item<double>();
    return result;
  }

  NamedValues means() const {
    const std::map<std::string, double> all = sums();
    NamedValues result;
    for (const std::string& name : names_) result.emplace_back(name, all.at(name) / static_cast<double>(images_));
    return result;
  }

 private:
  std::map<std::string, double> earlier_;  // before an interruption
  std::vector<std::string> names_;         // in the order in which they are shown
  torch::Tensor sums_;
  std::int64_t images_ = 0;
};

// Everything that changes while training, on its device.
struct Run {
  Trainee trainee;
  TorchModel average;  // of the trainee's tensors; used only where the recipe asks for one
  at::Generator generator;
  std::int64_t step = 0;          // updates made in the present epoch
  torch::Tensor epoch_generator;  // the generator's state when it began
  LossSums losses;                // of its updates

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

Bytes to_bytes(const torch::Tensor& state) {
  const auto* first = reinterpret_cast<const std::byte*>(state.data_ptr<std::uint8_t>());
  return Bytes(first, first + state.numel());
}

Result<torch::Tensor> to_state(const Bytes& bytes, const at::Generator& generator) {
  torch::Tensor state = generator.get_state();
  if (static_cast<std::size_t>(state.numel()) != bytes.size())
    return Error{ErrorCode::mismatch, "the checkpoint's generator state has " + std::to_string(bytes.size()) +
                                          " bytes, this LibTorch's has " + std::to_string(state.numel())};
  std::memcpy(state.data_ptr<std::uint8_t>(), bytes.data(), bytes.size());
  return state;
}

Checkpoint snapshot(const Run& run) {
  std::optional<PartialEpoch> partial;
  if (run.step > 0) partial = {.step = run.step, .losses = run.losses.sums(), .generator = to_bytes(run.epoch_generator)};
  return {.recipe = run.recipe(),
          .device = run.trainee.model.device().str(),
          .epoch = run.trainee.epoch,
          .partial = std::move(partial),
          .weights = run.trainee.model.weights(),
          .average = run.averages() ? run.average.weights() : TensorMap{},
          .exp_avg = moments(run.trainee, &Adam::exp_avg),
          .exp_avg_sq = moments(run.trainee, &Adam::exp_avg_sq),
          .step = run.trainee.adam.step,
          .discriminator_step = run.trainee.discriminator.step,
          .generator = to_bytes(run.generator.get_state())};
}

Result<void> restore(Run& run, const Checkpoint& from) {
  ZSCAPE_TRY(const torch::Tensor state, to_state(from.generator, run.generator));
  run.generator.set_state(state);
  if (from.partial) {
    run.step = from.partial->step;
    ZSCAPE_TRY(run.epoch_generator, to_state(from.partial->generator, run.generator));
    run.losses = LossSums(from.partial->losses, run.step * from.recipe.batch_size);
  }
  run.trainee.model.set_weights(from.weights);
  if (run.averages()) run.average.set_weights(from.average);
  set_moments(run.trainee, &Adam::exp_avg, from.exp_avg);
  set_moments(run.trainee, &Adam::exp_avg_sq, from.exp_avg_sq);
  run.trainee.adam.step = from.step;
  run.trainee.discriminator.step = from.discriminator_step;
  run.trainee.epoch = from.epoch;
  return {};
}

// The moving average, whose memory is short at first so that the random start is soon forgotten (as in Karras et al., CVPR 2024,
// but by the common rule (1 + n) / (10 + n)).
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

bool finite(const NamedValues& means) {
  return std::all_of(means.begin(), means.end(), [](const auto& named) { return std::isfinite(named.second); });
}

// The training set on the device: bytes and labels.
struct DeviceData {
  torch::Tensor stored;  // [count, sample], see stored_rows()
  torch::Tensor labels;  // [count], int64

  DeviceData(const LabelledImages& data, const Recipe& recipe, torch::Device device) {
    const std::int64_t count = recipe.train_limit > 0 ? std::min(recipe.train_limit, data.images.count) : data.images.count;
    const torch::Tensor rows = stored_rows(data).narrow(0, 0, count);
    stored = rows.to(device, rows.scalar_type(), false, true);
    labels = label_tensor(std::span(data.labels).first(static_cast<std::size_t>(count)), device);
  }

  std::int64_t count() const { return stored.size(0); }

  /// The first images, at most `max`, in [0, 1].
  torch::Tensor first(std::int64_t max) const { return unit_values(stored.narrow(0, 0, std::min(max, count()))); }
  std::int64_t steps(std::int64_t batch_size) const { return (count() + batch_size - 1) / batch_size; }

  Batch batch(const torch::Tensor& chosen, const ModelSpec& spec, std::int64_t shift) const {
    Batch batch{.x = unit_values(stored.index_select(0, chosen)), .labels = labels.index_select(0, chosen), .classes = {}};
    if (shift > 0) batch.x = shifted(batch.x, spec.sample, shift);
    if (spec.classes > 0) batch.classes = one_hot_rows(batch.labels, spec.classes);
    return batch;
  }
};

// The epoch that the latest update belongs to, from 1.
std::int64_t present_epoch(const Run& run) { return run.trainee.epoch + (run.step > 0 ? 1 : 0); }

Error diverged(const Run& run) {
  return {ErrorCode::mismatch, "a loss stopped being finite in epoch " + std::to_string(present_epoch(run)) +
                                   ": training diverged, a lower learning rate than " + std::to_string(run.recipe().learning_rate) +
                                   " may help"};
}

// A random order of the images, which depends on the generator's state at the start of the epoch. In an epoch that goes on after an
// interruption the generator's state does not change.
torch::Tensor begin_epoch(Run& run, const DeviceData& data) {
  const torch::Tensor now = run.generator.get_state();
  const bool fresh = run.step == 0;
  if (fresh) {
    run.epoch_generator = now;
    run.losses = {};
    if (starts_stage(run.recipe(), run.spec(), run.trainee.epoch)) run.trainee.adam.reset();
  }
  run.generator.set_state(run.epoch_generator);
  const torch::Tensor order = torch::randperm(data.count(), torch::dtype(torch::kInt64).device(data.stored.device()));
  if (!fresh) run.generator.set_state(now);
  return order;
}

Result<void> save(const Run& run, const std::filesystem::path& folder) {
  const Checkpoint checkpoint = snapshot(run);
  if (!all_finite(checkpoint.weights) || !all_finite(checkpoint.exp_avg_sq)) return diverged(run);
  return write_file(folder / kCheckpointName, serialize(checkpoint));
}

Error stopped(const Run& run, std::int64_t steps) {
  const std::string epoch = std::to_string(present_epoch(run));
  if (run.step == 0) return {ErrorCode::io, "interrupted after epoch " + epoch};
  return {ErrorCode::io, "interrupted in epoch " + epoch + ", after " + std::to_string(run.step) + " of its " +
                             std::to_string(steps) + " updates"};
}

// Makes the updates of an epoch, or the remaining ones of an interrupted epoch. On another interruption it saves those made to
// `folder`.
Result<NamedValues> train_epoch(Run& run, const DeviceData& data, Progress& progress, const std::filesystem::path& folder) {
  const Recipe& recipe = run.recipe();
  const std::int64_t steps = data.steps(recipe.batch_size);
  const torch::Tensor order = begin_epoch(run, data);
  run.trainee.model.training = true;
  while (run.step < steps) {
    const std::int64_t first = run.step * recipe.batch_size;
    const std::int64_t size = std::min(recipe.batch_size, data.count() - first);
    const std::int64_t updates = run.trainee.epoch * steps + run.step;
    const Batch batch = data.batch(order.narrow(0, first, size), run.spec(), recipe.shift);
    run.losses.add(update(run.trainee, batch, learning_rate_at(recipe, updates, recipe.epochs * steps)), size);
    if (run.averages()) average_weights(run, updates);
    ++run.step;

    if (run.step == steps) break;
    if (const bool stop = interrupted(); stop || progress.due()) {
      const TrainingStatus status{run.trainee.epoch + 1, run.step, run.losses.means()};
      progress.show(status);
      if (!finite(status.means)) return diverged(run);
      if (!stop) continue;
      ZSCAPE_TRY_VOID(save(run, folder));
      return stopped(run, steps);
    }
  }
  run.trainee.model.training = false;
  const NamedValues means = run.losses.means();
  if (!finite(means)) return diverged(run);
  progress.end_epoch({run.trainee.epoch + 1, steps, means});
  if (const auto why = collapse(means))
    return Error{ErrorCode::mismatch, "training collapsed in epoch " + std::to_string(run.trainee.epoch + 1) + ": " + *why};
  return means;
}

// On success `run` is one epoch further and `folder` holds it; on an error `folder` holds what was saved last.
Result<void> train_and_save_epoch(Run& run, const DeviceData& data, Progress& progress, MetricsLog& log,
                                  const std::filesystem::path& folder) {
  ZSCAPE_TRY(const NamedValues means, train_epoch(run, data, progress, folder));
  ++run.trainee.epoch;
  run.step = 0;
  ZSCAPE_TRY_VOID(log.scalars(run.trainee.epoch, std::map<std::string, double>(means.begin(), means.end())));
  if (const Image sheet = epoch_sheet(run.published(), data.first(kSheetImages)); !sheet.pixels.empty()) {
    ZSCAPE_TRY_VOID(log.sheet(run.trainee.epoch, sheet));
  }
  return save(run, folder);
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
  const DeviceData on_device(data, recipe, run.trainee.model.device());
  initialise(run.recipe(), run.trainee.model, on_device.first(kImages));
  run.average.set_weights(run.trainee.model.weights());
  return snapshot(run);
}

Result<void> train(Checkpoint from, const ModelSpec& spec, const LabelledImages& data, const std::filesystem::path& folder) {
  Run run(from.recipe, spec, from.device);
  ZSCAPE_TRY_VOID(restore(run, from));
  const DeviceData on_device(data, run.recipe(), run.trainee.model.device());
  const std::int64_t steps = on_device.steps(run.recipe().batch_size);
  if (run.step >= steps)
    return Error{ErrorCode::mismatch, "the checkpoint was interrupted after " + std::to_string(run.step) +
                                          " updates of an epoch, these images make " + std::to_string(steps)};
  Progress progress(run.recipe().epochs, on_device.count(), steps, run.trainee.epoch * steps + run.step);
  ZSCAPE_TRY(MetricsLog log, MetricsLog::open(folder, run.trainee.epoch));
  while (run.trainee.epoch < run.recipe().epochs) {
    if (interrupted()) return stopped(run, steps);
    if (auto done = train_and_save_epoch(run, on_device, progress, log, folder); !done) {
      progress.finish();
      return done;
    }
  }
  return {};
}

}  // namespace zscape
