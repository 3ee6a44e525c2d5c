#include "models/golden.hpp"

#include "base/philox.hpp"
#include "base/sha256.hpp"

namespace zscape {
namespace {

Matrix random_pictures(std::int64_t width, std::uint64_t seed, std::int64_t count) {
  Matrix pictures(count, width);
  for (std::int64_t i = 0; i < count; ++i) fill_uniforms(seed, static_cast<std::uint64_t>(i), row(pictures, i));
  return pictures;
}

std::string posterior_sha256(const Posterior& posterior) {
  return Sha256().update(std::as_bytes(values(posterior.mean))).update(std::as_bytes(values(posterior.log_variance))).hex();
}

Result<void> compare(std::string_view part, const std::string& expected, const std::string& found) {
  if (expected == found) return {};
  return Error{ErrorCode::mismatch,
               "the " + std::string(part) + "'s output differs from the golden record: " + sha256_mismatch(expected, found)};
}

}  // namespace

Golden make_golden(const Model& model, std::uint64_t seed, std::int64_t count) {
  const ModelSpec& spec = model.spec();
  Golden golden{.seed = seed,
                .count = count,
                .tensors_sha256 = model.tensors_sha256(),
                .decoder_sha256 = {},
                .encoder_sha256 = {},
                .classifier_sha256 = {}};
  Matrix pictures, classes;
  if (model.has_decoder()) {
    const Matrix codes = model.sample(seed, 0, count, 1.0f);
    pictures = model.decode(codes);
    classes = codes.rightCols(codes.cols() - spec.latent);
    golden.decoder_sha256 = sha256_hex(values(pictures));
  } else {
    pictures = random_pictures(sample_width(spec), seed, count);
  }
  if (model.has_encoder()) golden.encoder_sha256 = posterior_sha256(model.encode(pictures, classes));
  if (model.has_classifier()) {
    const Matrix probabilities = model.classify(pictures);
    golden.classifier_sha256 = sha256_hex(values(probabilities));
  }
  return golden;
}

Result<void> replay_golden(const Model& model, const Golden& golden) {
  const Golden found = make_golden(model, golden.seed, golden.count);
  ZSCAPE_TRY_VOID(compare("decoder", golden.decoder_sha256, found.decoder_sha256));
  ZSCAPE_TRY_VOID(compare("encoder", golden.encoder_sha256, found.encoder_sha256));
  return compare("classifier", golden.classifier_sha256, found.classifier_sha256);
}

}  // namespace zscape
