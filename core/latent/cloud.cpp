#include "latent/cloud.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "latent/drift.hpp"
#include "models/prior.hpp"

namespace zscape {

Matrix cloud(const Model& model, std::span<const float> centre, std::uint64_t seed, std::int64_t count, float radius,
             double phase) {
  const ModelSpec& spec = model.spec();
  check(std::ssize(centre) == code_width(spec), "a cloud is around a code of its model");
  const Matrix noise = drifting_latents(spec.latent, {.seed = seed}, count, phase);
  const Range range = code_range(spec);
  Matrix codes(count, code_width(spec));
  for (std::int64_t i = 0; i < count; ++i) {
    std::copy(centre.begin(), centre.end(), row(codes, i).begin());
    if (i == 0) continue;
    for (std::int64_t d = 0; d < spec.latent; ++d)
      codes(i, d) = range.nearest(static_cast<float>(codes(i, d) + static_cast<double>(radius) * noise(i, d)));
  }
  return codes;
}

}  // namespace zscape
