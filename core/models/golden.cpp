#include "models/golden.hpp"

#include "base/sha256.hpp"
#include "models/prior.hpp"

namespace zscape {
namespace {

std::string posterior_sha256(const Posterior& posterior) {
  return Sha256().update(std::as_bytes(values(posterior.mean))).update(std::as_bytes(values(posterior.log_variance))).hex();
}

Result<void> compare(std::string_view part, const std::string& expected, const std::string& found) {
  if (expected == found) return {};
  return Error{ErrorCode::mismatch, "the " + std::string(part) + "'s output differs from the golden record: expected SHA-256 " +
                                        expected + ", found " + found};
}

}  // namespace

Golden make_golden(const Model& model, std::uint64_t seed, std::int64_t count) {
  const Matrix pictures = model.decode(sample_latents(model.spec().latent, seed, 0, count));
  return {.seed = seed,
          .count = count,
          .tensors_sha256 = model.tensors_sha256(),
          .decoder_sha256 = sha256_hex(values(pictures)),
          .encoder_sha256 = posterior_sha256(model.encode(pictures))};
}

Result<void> replay_golden(const Model& model, const Golden& golden) {
  const Golden found = make_golden(model, golden.seed, golden.count);
  ZSCAPE_TRY_VOID(compare("decoder", golden.decoder_sha256, found.decoder_sha256));
  return compare("encoder", golden.encoder_sha256, found.encoder_sha256);
}

}  // namespace zscape
