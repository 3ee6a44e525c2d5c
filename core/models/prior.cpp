#include "models/prior.hpp"

#include "base/philox.hpp"

namespace zscape {

Matrix sample_latents(std::int64_t latent, std::uint64_t seed, std::uint64_t first, std::int64_t count, float temperature) {
  Matrix z(count, latent);
  for (std::int64_t i = 0; i < count; ++i) fill_normals(seed, first + static_cast<std::uint64_t>(i), row(z, i));
  z *= temperature;
  return z;
}

}  // namespace zscape
