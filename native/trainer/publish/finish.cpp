#include "trainer/publish/finish.hpp"

#include <torch/utils.h>

#include "spec/catalogue.hpp"
#include "spec/parameters.hpp"
#include "trainer/metrics/mixture.hpp"
#include "trainer/torch/conversions.hpp"
#include "trainer/torch/stored_rows.hpp"
#include "trainer/torch/torch_model.hpp"
#include "weights/fold.hpp"

namespace zscape {
namespace {

constexpr std::uint64_t kMixtureSeed = 1;
constexpr float kMaxHalf = 65504.0f;  // the largest number in half precision

// Codes of the training set, made with the weights as published.
torch::Tensor codes_of(const ModelFile& file, const LabelledImages& train) {
  const TorchModel model = torch_model(file.spec, file.tensors);
  constexpr std::int64_t kBatch = 1000;
  std::vector<torch::Tensor> codes;
  for (const torch::Tensor& batch : stored_rows(train).split(kBatch)) codes.push_back(model.encode(unit_values(batch)).mean);
  return torch::cat(codes);
}

// Where the decoder is told the class and the encoder is not, each class has codes of its own.
bool has_codes_by_class(const ModelSpec& spec) { return is_conditional(spec) && !tells_encoder(spec); }

// Where training did not shape the codes to N(0, I); an adversarial autoencoder's have been shaped.
bool needs_prior(const ModelSpec& trained) {
  if (!is_generative(trained) || trained.encoder.empty() || !trained.discriminator.empty()) return false;
  return !is_variational(trained) || has_codes_by_class(trained);
}

Mixture fit(const ModelSpec& spec, const torch::Tensor& codes, const LabelledImages& train) {
  if (!has_codes_by_class(spec)) return fit_mixture(codes, kMixtureSeed);
  return fit_mixture_by_class(codes, label_tensor(train.labels), spec.classes, kMaxComponents, kMixtureSeed);
}

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
  if (needs_prior(trained)) {
    const torch::NoGradGuard no_gradients;
    const torch::Tensor codes = codes_of(file, train);
    const auto largest = codes.abs().max().item<float>();
    if (!(largest < kMaxHalf))
      return Error{ErrorCode::mismatch, "the codes of the training images reach " + std::to_string(largest) +
                                            ", too far for a fitted prior: the weights are of no use, training probably diverged"};
    const Mixture mixture = fit(file.spec, codes, train);
    file.prior = Prior{to_tensor(mixture.weight), to_tensor(mixture.mean), to_tensor(mixture.factor)};
    ZSCAPE_TRY(file, stored_as(file, Dtype::f16));
  }
  return file;
}

}  // namespace zscape
