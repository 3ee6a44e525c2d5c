#include "latent/drift.hpp"

#include "base/exact_math.hpp"
#include "base/philox.hpp"
#include "latent/truncate.hpp"
#include "models/prior.hpp"

namespace zscape {

Matrix drifting_latents(std::int64_t latent, const Draw& draw, std::int64_t count, double phase) {
  constexpr std::uint64_t kPartners = std::uint64_t{1} << 32;  // the first stream of the second draw
  const Matrix a = sample_latents(latent, draw.seed, 0, count);
  const Matrix b = sample_latents(latent, draw.seed, kPartners, count);
  Matrix z(count, latent);
  for (std::int64_t i = 0; i < count; ++i) {
    const auto [sine, cosine] = exact_sin_cos(i % 2 ? -phase : phase);
    for (std::int64_t k = 0; k < latent; ++k) z(i, k) = static_cast<float>(cosine * a(i, k) + sine * b(i, k));
  }
  truncate(values(z), draw.truncation);
  z *= draw.temperature;
  return z;
}

Matrix drifting_codes(const Model& model, const Draw& draw, std::int64_t count, double phase) {
  const std::int64_t width = draw.raw ? model.spec().latent : model.noise_width();
  const Matrix noise = drifting_latents(width, draw, count, phase);
  return draw.raw ? model.with_classes(noise, 0, draw.label) : model.codes(noise, draw.seed, 0, draw.label);
}

}  // namespace zscape
