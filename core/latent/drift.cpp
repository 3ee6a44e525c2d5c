#include "latent/drift.hpp"

#include "base/exact_math.hpp"
#include "base/philox.hpp"
#include "models/prior.hpp"

namespace zscape {

Matrix drifting_latents(std::int64_t latent, std::uint64_t seed, std::int64_t count, float temperature, double phase) {
  constexpr std::uint64_t kPartners = std::uint64_t{1} << 32;  // the first stream of the second draw
  const Matrix a = sample_latents(latent, seed, 0, count);
  const Matrix b = sample_latents(latent, seed, kPartners, count);
  Matrix z(count, latent);
  for (std::int64_t i = 0; i < count; ++i) {
    const auto [sine, cosine] = exact_sin_cos(i % 2 ? -phase : phase);
    for (std::int64_t k = 0; k < latent; ++k) z(i, k) = static_cast<float>(cosine * a(i, k) + sine * b(i, k)) * temperature;
  }
  return z;
}

Matrix drifting_codes(const Model& model, std::uint64_t seed, std::int64_t count, float temperature, double phase,
                      std::optional<int> label) {
  return model.codes(drifting_latents(model.noise_width(), seed, count, temperature, phase), seed, 0, label);
}

}  // namespace zscape
