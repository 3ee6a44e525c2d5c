#include "train.hpp"

#include <ATen/Context.h>
#include <torch/cuda.h>
#include <torch/utils.h>

#include <algorithm>
#include <cmath>
#include <cstring>

#include "adam.hpp"
#include "base/file.hpp"
#include "interrupt.hpp"
#include "progress.hpp"
#include "torch_vae.hpp"

namespace zscape {
namespace {

// Everything that changes while training, on its device.
struct Run {
  Recipe recipe;
  torch::Device device;
  TorchVae vae;
  Adam adam;
  at::Generator generator;
  std::int64_t epoch = 0;  // finished

  Run(const Recipe& of, const ModelSpec& spec, const std::string& where)
      : recipe(of),
        device(where),
        vae(moved(spec, device)),
        adam(vae.parameters()),
        generator(at::globalContext().defaultGenerator(device)) {}

  static TorchVae moved(const ModelSpec& spec, torch::Device device) {
    TorchVae vae(spec);
    vae.to(device);
    return vae;
  }
};

TensorMap named(const Run& run, const std::vector<torch::Tensor>& tensors) {
  TensorMap map;
  std::size_t i = 0;
  for (const auto& parameter : run.vae.named_parameters()) map.emplace(parameter.key(), to_tensor(tensors[i++]));
  return map;
}

void set_named(const Run& run, std::vector<torch::Tensor>& tensors, const TensorMap& map) {
  std::size_t i = 0;
  for (const auto& parameter : run.vae.named_parameters()) tensors[i++].copy_(to_torch(map.at(parameter.key())));
}

Checkpoint snapshot(const Run& run) {
  const torch::Tensor state = run.generator.get_state();
  const auto* first = reinterpret_cast<const std::byte*>(state.data_ptr<std::uint8_t>());
  return {.recipe = run.recipe,
          .device = run.device.str(),
          .epoch = run.epoch,
          .weights = weights_of(run.vae),
          .exp_avg = named(run, run.adam.exp_avg),
          .exp_avg_sq = named(run, run.adam.exp_avg_sq),
          .step = run.adam.step,
          .generator = Bytes(first, first + state.numel())};
}

Result<void> restore(Run& run, const Checkpoint& from) {
  torch::Tensor state = run.generator.get_state();
  if (static_cast<std::size_t>(state.numel()) != from.generator.size())
    return Error{ErrorCode::mismatch, "the checkpoint's generator state has " + std::to_string(from.generator.size()) +
                                          " bytes, this LibTorch's has " + std::to_string(state.numel())};
  std::memcpy(state.data_ptr<std::uint8_t>(), from.generator.data(), from.generator.size());
  run.generator.set_state(state);
  set_weights(run.vae, from.weights);
  set_named(run, run.adam.exp_avg, from.exp_avg);
  set_named(run, run.adam.exp_avg_sq, from.exp_avg_sq);
  run.adam.step = from.step;
  run.epoch = from.epoch;
  return {};
}

bool all_finite(const TensorMap& tensors) {
  return std::all_of(tensors.begin(), tensors.end(), [](const auto& named_tensor) {
    const auto& values = named_tensor.second.values;
    return std::all_of(values.begin(), values.end(), [](float value) { return std::isfinite(value); });
  });
}

// Sums of the two losses over an epoch, kept on the device: reading them there would make it wait for the host at every step.
class LossSums {
 public:
  explicit LossSums(torch::Device device) : sums_(torch::zeros({2}, torch::dtype(torch::kFloat64).device(device))) {}

  void add(const torch::Tensor& reconstruction, const torch::Tensor& kl, std::int64_t images) {
    sums_ += torch::stack({reconstruction.detach(), kl.detach()});
    images_ += images;
  }

  TrainingStatus status(std::int64_t epoch, std::int64_t step) const {
    const torch::Tensor sums = sums_.cpu() / static_cast<double>(images_);
    return {.epoch = epoch, .step = step, .reconstruction = sums[0].item<double>(), .kl = sums[1].item<double>()};
  }

 private:
  torch::Tensor sums_;
  std::int64_t images_ = 0;
};

bool finite(const TrainingStatus& status) { return std::isfinite(status.reconstruction) && std::isfinite(status.kl); }

// One epoch of updates; `pixels` are the bytes of the training images, [count, sample], on the run's device.
Result<TrainingStatus> train_epoch(Run& run, const torch::Tensor& pixels, Progress& progress) {
  const std::int64_t count = pixels.size(0);
  const std::int64_t steps = (count + run.recipe.batch_size - 1) / run.recipe.batch_size;
  const torch::Tensor order = torch::randperm(count, torch::dtype(torch::kInt64).device(run.device));
  LossSums losses(run.device);
  for (std::int64_t step = 0; step < steps; ++step) {
    const std::int64_t first = step * run.recipe.batch_size;
    const std::int64_t size = std::min(run.recipe.batch_size, count - first);
    const torch::Tensor x = pixels.index_select(0, order.narrow(0, first, size)).to(torch::kFloat32).mul_(1.0 / 255.0);

    const TorchVae::Code code = run.vae.encode(x);
    const torch::Tensor z = reparameterise(code, torch::randn_like(code.mean));
    const torch::Tensor reconstruction = reconstruction_loss(run.vae.decode_logits(z), x);
    const torch::Tensor kl = kl_divergence(code);
    ((reconstruction + kl) / size).backward();
    run.adam.update(learning_rate_at(run.recipe, run.adam.step, run.recipe.epochs * steps));

    losses.add(reconstruction, kl, size);
    if (interrupted()) return Error{ErrorCode::io, "interrupted in epoch " + std::to_string(run.epoch + 1)};
    if (step + 1 < steps && progress.due()) {
      const TrainingStatus status = losses.status(run.epoch + 1, step + 1);
      progress.show(status);
      if (!finite(status)) return status;
    }
  }
  return losses.status(run.epoch + 1, steps);
}

Error diverged(const Run& run) {
  return {ErrorCode::mismatch, "the loss stopped being finite in epoch " + std::to_string(run.epoch + 1) +
                                   ": training diverged, a lower learning rate than " + std::to_string(run.recipe.learning_rate) +
                                   " may help"};
}

// Ends with `run` one epoch further and `path` holding it, or with `path` as it was.
Result<void> train_and_save_epoch(Run& run, const torch::Tensor& pixels, Progress& progress, const std::filesystem::path& path) {
  ZSCAPE_TRY(const TrainingStatus status, train_epoch(run, pixels, progress));
  if (!finite(status)) return diverged(run);
  progress.end_epoch(status);
  ++run.epoch;
  const Checkpoint checkpoint = snapshot(run);
  if (!all_finite(checkpoint.weights) || !all_finite(checkpoint.exp_avg_sq)) {
    --run.epoch;
    return diverged(run);
  }
  return write_file(path, serialize(checkpoint));
}

}  // namespace

Result<std::string> choose_device(const std::string& wanted) {
  if (wanted == "auto") return std::string(torch::cuda::is_available() ? "cuda" : "cpu");
  if (wanted == "cuda" && !torch::cuda::is_available())
    return Error{ErrorCode::unsupported, "--device cuda: this LibTorch sees no CUDA device; --device cpu works everywhere"};
  return wanted;
}

Checkpoint start_training(const Recipe& recipe, const ModelSpec& spec, const std::string& device) {
  torch::manual_seed(static_cast<std::uint64_t>(recipe.seed));
  return snapshot(Run(recipe, spec, device));
}

Result<void> train(Checkpoint from, const ModelSpec& spec, const IdxImages& images, const std::filesystem::path& path) {
  Run run(from.recipe, spec, from.device);
  ZSCAPE_TRY_VOID(restore(run, from));
  const std::int64_t limit = run.recipe.train_limit;
  const std::int64_t count = limit > 0 ? std::min(limit, images.count) : images.count;
  const torch::Tensor pixels =
      torch::from_blob(const_cast<std::uint8_t*>(images.pixels.data()), {count, sample_width(spec)}, torch::kUInt8).to(run.device);
  Progress progress(run.recipe.epochs, run.epoch, count, (count + run.recipe.batch_size - 1) / run.recipe.batch_size);
  while (run.epoch < run.recipe.epochs) {
    if (auto done = train_and_save_epoch(run, pixels, progress, path); !done) {
      progress.finish();
      return done;
    }
  }
  return {};
}

}  // namespace zscape
