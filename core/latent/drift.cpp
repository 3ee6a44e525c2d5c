#include "latent/drift.hpp"

#include "base/exact_math.hpp"
#include "base/philox.hpp"
#include "latent/truncate.hpp"
#include "models/prior.hpp"

namespace zscape {

DriftEnds drift_ends(std::int64_t latent, std::uint64_t seed, std::int64_t count) {
  constexpr std::uint64_t kPartners = std::uint64_t{1} << 32;  // the first stream of the second draw
  return {sample_latents(latent, seed, 0, count), sample_latents(latent, seed, kPartners, count)};
}

DriftEnds drift_ends(const Model& model, const Draw& draw, std::int64_t count) {
  return drift_ends(draw.raw ? model.spec().latent : model.noise_width(), draw.seed, count);
}

Matrix drifting_latents(const DriftEnds& ends, const Draw& draw, double phase) {
  const auto& [a, b] = ends;
  const SinCos directions[] = {exact_sin_cos(phase), exact_sin_cos(-phase)};
  Matrix z(a.rows(), a.cols());
  for (Eigen::Index i = 0; i < z.rows(); ++i) {
    const auto [sine, cosine] = directions[i % 2];
    for (Eigen::Index k = 0; k < z.cols(); ++k) z(i, k) = static_cast<float>(cosine * a(i, k) + sine * b(i, k));
  }
  truncate(values(z), draw.truncation);
  z *= draw.temperature;
  return z;
}

Matrix drifting_latents(std::int64_t latent, const Draw& draw, std::int64_t count, double phase) {
  return drifting_latents(drift_ends(latent, draw.seed, count), draw, phase);
}

Matrix drifting_codes(const Model& model, const DriftEnds& ends, const Draw& draw, double phase) {
  const Matrix noise = drifting_latents(ends, draw, phase);
  return draw.raw ? model.with_classes(noise, 0, draw.label) : model.codes(noise, draw.seed, 0, draw.label);
}

Matrix drifting_codes(const Model& model, const Draw& draw, std::int64_t count, double phase) {
  return drifting_codes(model, drift_ends(model, draw, count), draw, phase);
}

}  // namespace zscape
