#include "epoch_sheet.hpp"

#include "models/prior.hpp"
#include "models/shown_rows.hpp"

namespace zscape {
namespace {

constexpr std::int64_t kColumns = 10;
constexpr std::int64_t kRows = 8;
constexpr std::uint64_t kSeed = 7;

Matrix to_matrix(const torch::Tensor& tensor) {
  const torch::Tensor values = tensor.to(torch::kCPU).contiguous();
  return Eigen::Map<const Matrix>(values.data_ptr<float>(), values.size(0), values.size(1));
}

// Rows of pictures with the rows that the autoencoder makes of them beneath.
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
  const torch::Tensor latents =
      torch::from_blob(const_cast<float*>(z.data()), {z.rows(), z.cols()}, torch::kFloat32).to(model.device());
  torch::Tensor classes;
  if (is_conditional(model.spec()))
    classes = torch::eye(model.spec().classes).index_select(0, torch::arange(z.rows()) % model.spec().classes).to(model.device());
  return model.decode(latents, classes);
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
