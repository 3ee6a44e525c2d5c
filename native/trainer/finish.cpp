#include "finish.hpp"

#include <torch/utils.h>

#include "metrics/mixture.hpp"
#include "spec/catalogue.hpp"
#include "spec/parameters.hpp"
#include "torch_model.hpp"
#include "torch_rows.hpp"
#include "weights/fold.hpp"

namespace zscape {
namespace {

constexpr std::uint64_t kMixtureSeed = 1;
constexpr float kLargestHalf = 65504.0f;  // that half precision holds

// Codes of the training set, by the weights as published.
torch::Tensor codes_of(const ModelFile& file, const LabelledImages& train) {
  TorchModel model(file.spec, torch::kCPU);
  model.set_weights(file.tensors);
  constexpr std::int64_t kBatch = 1000;
  std::vector<torch::Tensor> codes;
  for (const torch::Tensor& batch : stored_rows(train).split(kBatch)) codes.push_back(model.encode(unit_values(batch)).mean);
  return torch::cat(codes);
}

bool needs_prior(const ModelSpec& spec) { return is_generative(spec) && !spec.encoder.empty() && !is_variational(spec); }

}  // namespace

Result<ModelFile> stored_as(const ModelFile& file, Dtype storage) {
  ModelFile stored = file;
  stored.storage = storage;
  return parse_model_file(serialize(to_safetensors(stored)));
}

Result<ModelFile> finish(const Checkpoint& checkpoint, const LabelledImages& train) {
  ZSCAPE_TRY(const ModelSpec trained, find_model(checkpoint.recipe.model));
  ModelFile file;
  file.spec = published(trained);
  file.tensors = fold_batch_norm(trained, published_weights(checkpoint));
  file.storage = Dtype::f16;
  ZSCAPE_TRY(file, stored_as(file, Dtype::f16));
  // An adversarial autoencoder's codes have been shaped to N(0, I) already.
  if (needs_prior(file.spec) && trained.discriminator.empty()) {
    const torch::NoGradGuard no_gradients;
    const torch::Tensor codes = codes_of(file, train);
    const auto largest = codes.abs().max().item<float>();
    if (!(largest < kLargestHalf))
      return Error{ErrorCode::mismatch, "the codes of the training images reach " + std::to_string(largest) +
                                            ", too far for a fitted prior: the weights are of no use, training probably diverged"};
    const Mixture mixture = fit_mixture(codes, kMixtureSeed);
    file.prior = Prior{to_tensor(mixture.weight), to_tensor(mixture.mean), to_tensor(mixture.factor)};
    ZSCAPE_TRY(file, stored_as(file, Dtype::f16));
  }
  return file;
}

}  // namespace zscape
