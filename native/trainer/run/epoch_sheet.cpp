#include "trainer/run/epoch_sheet.hpp"

#include "models/prior.hpp"
#include "models/shown_rows.hpp"
#include "trainer/torch/conversions.hpp"

namespace zscape {
namespace {

constexpr std::int64_t kColumns = 10;
constexpr std::int64_t kRows = 8;
constexpr std::uint64_t kSeed = 7;

// Rows of pictures, and under each row the autoencoder's reconstructions of it.
torch::Tensor reconstructions(const TorchModel& model, const torch::Tensor& x) {
  std::vector<torch::Tensor> rows;
  for (const torch::Tensor& part : x.split(kColumns)) {
    rows.push_back(part);
    rows.push_back(model.decode(model.encode(part).mean));
  }
  return torch::cat(rows);
}

torch::Tensor samples(const TorchModel& model) {
  const Matrix z = sample_latents(model.spec().latent, kSeed, 0, kColumns * kRows);
  torch::Tensor classes;
  if (is_conditional(model.spec()))
    classes = one_hot_rows(torch::arange(z.rows()) % model.spec().classes, model.spec().classes).to(model.device());
  return model.decode(to_torch(z).to(model.device()), classes);
}

}  // namespace

Image epoch_sheet(const TorchModel& model, const torch::Tensor& x) {
  const torch::NoGradGuard no_gradients;
  const ModelSpec& spec = model.spec();
  if (!is_generative(spec)) return {};
  const bool has_prior = spec.encoder.empty() || is_variational(spec) || judges_codes(spec);
  const torch::Tensor pictures =
      has_prior ? samples(model) : reconstructions(model, x.narrow(0, 0, std::min(x.size(0), kColumns * kRows / 2)));
  const ShownRows shown = shown_rows(spec, to_matrix(pictures.clamp(0.0, 1.0)));
  return make_sheet(shown.rows, shown.height, shown.width, kColumns, 1);
}

}  // namespace zscape
