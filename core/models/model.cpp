#include "models/model.hpp"

#include "models/golden.hpp"

namespace zscape {

Result<Model> Model::build(const ModelFile& file) {
  Model model;
  model.spec_ = file.spec;
  model.card_ = file.card;
  model.tensors_sha256_ = file.tensors_sha256;
  ZSCAPE_TRY(model.encoder_, Graph::build(file.spec.encoder, file.tensors));
  ZSCAPE_TRY(model.encoder_mean_, Graph::build(file.spec.encoder_mean, file.tensors));
  ZSCAPE_TRY(model.encoder_log_variance_, Graph::build(file.spec.encoder_log_variance, file.tensors));
  ZSCAPE_TRY(model.decoder_, Graph::build(file.spec.decoder, file.tensors));
  return model;
}

Result<Model> Model::load(std::span<const std::byte> bytes) {
  ZSCAPE_TRY(const ModelFile file, parse_model_file(bytes));
  ZSCAPE_TRY(Model model, build(file));
  if (file.golden) {
    ZSCAPE_TRY_VOID(replay_golden(model, *file.golden));
    model.verified_ = true;
  }
  return model;
}

Matrix Model::decode(const Matrix& z) const {
  check(z.cols() == spec_.latent, "decode() takes rows of the model's latent size");
  return decoder_.forward(z);
}

Posterior Model::encode(const Matrix& x) const {
  check(x.cols() == sample_width(spec_), "encode() takes rows of the model's sample size");
  const Matrix hidden = encoder_.forward(x);
  return {encoder_mean_.forward(hidden), encoder_log_variance_.forward(hidden)};
}

}  // namespace zscape
