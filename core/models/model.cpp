#include "models/model.hpp"

#include <algorithm>
#include <vector>

#include "models/golden.hpp"
#include "nn/kernels.hpp"

namespace zscape {
namespace {

Matrix beside(const Matrix& left, const Matrix& right) {
  Matrix both(left.rows(), left.cols() + right.cols());
  both << left, right;
  return both;
}

// The class of a draw of a conditional model.
std::int64_t label_of_row(const ModelSpec& spec, std::uint64_t row, std::optional<int> label) {
  check(!label || (*label >= 0 && *label < spec.classes), "a label is one of the model's classes");
  return label ? *label : static_cast<std::int64_t>(row % static_cast<std::uint64_t>(spec.classes));
}

void softmax(std::span<float> logits) {
  const float greatest = *std::max_element(logits.begin(), logits.end());
  for (float& logit : logits) logit -= greatest;
  exp(logits);
  float sum = 0.0f;
  for (const float e : logits) sum += e;
  for (float& e : logits) e /= sum;
}

}  // namespace

Result<Model> Model::build(const ModelFile& file) {
  Model model;
  model.spec_ = file.spec;
  model.card_ = file.card;
  model.prior_ = file.prior;
  model.tensors_sha256_ = file.tensors_sha256;
  model.is_whole_ = file.is_whole;
  const ModelSpec spec = file.is_whole ? file.spec : drawing(file.spec);
  const auto graph = [&](std::string_view name, const Network& network) {
    return Graph::build(network, input_shape(file.spec, name), file.tensors);
  };
  ZSCAPE_TRY(model.condition_, graph("condition", spec.condition));
  ZSCAPE_TRY(model.encoder_, graph("encoder", spec.encoder));
  ZSCAPE_TRY(model.encoder_mean_, graph("encoder_mean", spec.encoder_mean));
  ZSCAPE_TRY(model.encoder_log_variance_, graph("encoder_log_variance", spec.encoder_log_variance));
  ZSCAPE_TRY(model.decoder_, graph("decoder", spec.decoder));
  ZSCAPE_TRY(model.classifier_, graph("classifier", spec.classifier));
  return model;
}

Result<Model> Model::load(std::span<const std::byte> bytes) {
  ZSCAPE_TRY(const ModelFile file, parse_model_file(bytes));
  return build_verified(file);
}

Result<Model> Model::load_first(std::span<const std::byte> first, std::uint64_t file_bytes) {
  ZSCAPE_TRY(const ModelFile file, parse_first_part(first, file_bytes));
  return build_verified(file);
}

Result<Model> Model::build_verified(const ModelFile& file) {
  ZSCAPE_TRY(Model model, build(file));
  if (file.golden) {
    ZSCAPE_TRY_VOID(replay_golden(model, *file.golden));
    model.verified_ = true;
  }
  return model;
}

Matrix Model::conditioned(const Matrix& x, const Matrix& classes) const {
  if (!is_conditional(spec_)) return x;
  check(classes.rows() == x.rows() && classes.cols() == spec_.classes, "a conditional model takes a weight per class for each row");
  return beside(x, condition_.forward(classes));
}

Matrix Model::decode(const Matrix& codes) const {
  check(has_decoder(), "decode() needs a decoder");
  check(codes.cols() == code_width(spec_), "decode() takes rows of the model's code width");
  Matrix pictures = decoder_.forward(conditioned(codes.leftCols(spec_.latent), codes.rightCols(codes.cols() - spec_.latent)));
  if (spec_.pixels == PixelRange::signed_unit)
    for (float& pixel : values(pictures)) pixel = (pixel + 1.0f) * 0.5f;
  clamp_to_unit(values(pictures));
  return pictures;
}

Matrix Model::features(std::int64_t first, std::int64_t count) const {
  check(has_decoder() && first >= 0 && first + count <= spec_.latent, "features() takes units of the code");
  Matrix codes = Matrix::Zero(count + 1, code_width(spec_));  // the last one is the code that is 0
  for (std::int64_t i = 0; i < count; ++i) codes(i, first + i) = 1.0f;
  const Matrix pictures = decoder_.forward(conditioned(codes.leftCols(spec_.latent), codes.rightCols(codes.cols() - spec_.latent)));
  Matrix features(count, pictures.cols());
  for (std::int64_t i = 0; i < count; ++i) {
    float largest = 0.0f;
    for (Eigen::Index k = 0; k < pictures.cols(); ++k) {
      features(i, k) = pictures(i, k) - pictures(count, k);
      largest = std::max(largest, std::abs(features(i, k)));
    }
    for (float& value : row(features, i)) value = largest > 0.0f ? value / largest * 0.5f + 0.5f : 0.5f;
  }
  return features;
}

Posterior Model::encode(const Matrix& x, const Matrix& classes) const {
  check(has_encoder(), "encode() needs an encoder");
  check(x.cols() == sample_width(spec_), "encode() takes rows of the model's sample size");
  Matrix pixels = x;
  if (spec_.pixels == PixelRange::signed_unit)
    for (float& pixel : values(pixels)) pixel = pixel * 2.0f - 1.0f;
  const Matrix hidden = encoder_.forward(tells_encoder(spec_) ? conditioned(pixels, classes) : pixels);
  if (!is_variational(spec_)) return {encoder_mean_.forward(hidden), Matrix(x.rows(), 0)};
  return {encoder_mean_.forward(hidden), encoder_log_variance_.forward(hidden)};
}

Matrix Model::classify(const Matrix& x) const {
  check(has_classifier(), "classify() needs a classifier");
  Matrix classes = classifier_.forward(encode(x).mean);
  for (Eigen::Index i = 0; i < classes.rows(); ++i) softmax(row(classes, i));
  return classes;
}

Matrix Model::codes(const Matrix& noise, std::uint64_t seed, std::uint64_t first, std::optional<int> label) const {
  check(noise.cols() == noise_width(), "codes() takes rows of the prior's noise");
  Matrix z = noise;
  if (prior_) {
    std::vector<std::int64_t> labels;
    for (Eigen::Index i = 0; is_conditional(spec_) && i < noise.rows(); ++i)
      labels.push_back(label_of_row(spec_, first + static_cast<std::uint64_t>(i), label));
    z = place_noise(*prior_, noise, seed, first, labels);
    const Range range = code_range(spec_);  // beyond which Gaussians reach
    for (float& value : values(z)) value = range.nearest(value);
  }
  return with_classes(z, first, label);
}

Matrix Model::with_classes(const Matrix& z, std::uint64_t first, std::optional<int> label) const {
  check(z.cols() == spec_.latent, "with_classes() takes rows of latents");
  if (!is_conditional(spec_)) return z;
  Matrix one_hot = Matrix::Zero(z.rows(), spec_.classes);
  for (Eigen::Index i = 0; i < z.rows(); ++i) one_hot(i, label_of_row(spec_, first + static_cast<std::uint64_t>(i), label)) = 1.0f;
  return beside(z, one_hot);
}

Matrix Model::sample(std::uint64_t seed, std::uint64_t first, std::int64_t count, float temperature,
                     std::optional<int> label) const {
  return codes(sample_latents(noise_width(), seed, first, count, temperature), seed, first, label);
}

}  // namespace zscape
